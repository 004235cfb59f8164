"""How fast the text functions are: `python -m tests.benchmarks.vietnamese_text` prints MB/s.

Each runs once over 2 MB of Vietnamese article text (UTF-8) on one core, article by article, the
way saving and indexing call it; `sort_key` and `slug` line by line, as they are for titles.
"""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from articles.vietnamese import fold, legacy_fonts, mark, nfc, slug, sort_key
from articles.vietnamese.fields import indexed_text

TEXTS = Path(__file__).resolve().parents[2] / "demo/texts"
BYTES = 2_000_000


def articles() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.rglob("*.toml"))]
    rounds = BYTES // size(texts) + 1
    return texts * rounds


def size(texts: list[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def show_speed(name: str, function: Callable[[str], object], texts: list[str]) -> None:
    start = perf_counter()
    for text in texts:
        function(text)
    megabytes = size(texts) / 1_000_000
    print(f"{name:20} {megabytes / (perf_counter() - start):8.1f} MB/s")


def main() -> None:
    texts = articles()
    lines = [line for text in texts for line in text.splitlines() if line]
    for function in (nfc, fold, indexed_text, legacy_fonts.detect):
        show_speed(function.__name__, function, texts)
    show_speed("mark", lambda text: mark(text, "công đoàn tỉnh"), texts)
    for function in (sort_key, lambda line: slug(line, fallback="x")):
        show_speed(function.__name__.replace("<lambda>", "slug"), function, lines)


if __name__ == "__main__":
    main()
