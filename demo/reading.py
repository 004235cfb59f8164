"""The demo's texts, read from the TOML files beside this module."""

import tomllib
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"


def read(name):
    """Return the table in `texts/<name>.toml`."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def read_folder(name):
    """Return {slug: table} of `texts/<name>/`, in the order of the file names."""
    return {
        path.stem: read(f"{name}/{path.stem}") for path in sorted((TEXTS / name).glob("*.toml"))
    }
