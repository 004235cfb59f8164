import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.vietnamese import mark, nfc

quick = settings(max_examples=200, deadline=None, derandomize=True)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
WORDS = st.lists(st.sampled_from(["Công", "đoàn", "công", "cộng", "Thanh", "Hoá,", "Hóa", "37/QĐ"]))
QUERIES = st.sampled_from(["cong doan", "công đoàn", '"công đoàn"', "hóa", '37 "qd', "vắng"])
FILLER = "Một câu dài không có gì để tìm trong đó cả. " * 10


def marked(text, query, **options):
    return [piece for piece, is_match in mark(text, query, **options) if is_match]


def excerpt(text, query, **options):
    return "".join(piece for piece, _ in mark(text, query, **options))


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Đại hội Công đoàn tỉnh", "cong doan", ["Công đoàn"]),
        ("Đại hội Công đoàn tỉnh", unicodedata.normalize("NFD", "CÔNG ĐOÀN"), ["Công đoàn"]),
        ("Đang họp Đảng bộ", "đảng", ["Đảng"]),
        ("Đang họp", "đảng", ["Đang"]),
        ("Đang họp Đảng bộ", "dang", ["Đang", "Đảng"]),
        ("dang tay, Đảng bộ", "dang", ["dang", "Đảng"]),
        ("Thanh Hoá và Thanh Hóa", "hóa", ["Hoá", "Hóa"]),
        ("Quyết định 37/QĐ-LĐLĐ năm 2026", "37/qd-ldld", ["37/QĐ-LĐLĐ"]),
        ("Đoàn đi công tác; Công đoàn họp", '"công đoàn"', ["Công đoàn"]),
        ("Đoàn đi công tác; Công đoàn họp", "“cong doan”", ["Công đoàn"]),
        ("Đoàn đi công tác", '"công đoàn"', []),
        ("Đoàn, công. Đoàn", '"đoàn công" tác', ["Đoàn, công"]),
        ("Chữ <b>đậm</b>", "dam", ["đậm"]),
        ("Không có", "", []),
        ("Không có", '" ( * % 🎉', []),
        ("", "công", []),
    ],
)
def test_words_that_match_the_query_are_marked_with_their_accents(text, query, found):
    assert marked(text, query) == found
    assert excerpt(text, query) == text


def test_the_excerpt_is_where_most_of_the_query_stands():
    text = f"Công tác. {FILLER}Hôm nay Công đoàn tỉnh họp. {FILLER}Đoàn đi."
    shown = mark(text, "cong doan tinh", length=80)
    assert ("Công đoàn tỉnh", True) in shown
    assert shown[0][0].startswith("…") and shown[-1][0].endswith("…")


def test_the_excerpt_prefers_adjacent_words():
    text = f"Đoàn đi một chuyến công tác. {FILLER}Rồi Công đoàn họp. {FILLER}"
    assert marked(text, "công đoàn", length=60) == ["Công đoàn"]


def test_the_excerpt_prefers_different_words_to_one_repeated():
    text = f"Công, công, công. {FILLER}Đoàn ta và công ta. {FILLER}"
    assert marked(text, "công đoàn", length=60) == ["Đoàn", "công"]


def test_an_excerpt_at_the_end_of_a_text_is_as_long_as_another():
    assert len(excerpt(f"{FILLER}Công đoàn", "công đoàn", length=100)) > 90


def test_without_a_match_the_excerpt_is_the_beginning():
    shown = mark(FILLER, "vắng", length=50)
    assert shown == [("Một câu dài không có gì để tìm trong đó cả. Một…", False)]


def test_a_word_longer_than_the_excerpt_is_not_cut():
    assert excerpt("a" * 300 + " b", "a" * 300, length=100) == "a" * 300 + "…"


@quick
@given(ANY_TEXT, ANY_TEXT, st.integers(0, 50))
def test_any_text_and_query_give_pieces_of_the_text(text, query, length):
    shown = excerpt(text, query, length=length)
    plain = " ".join(nfc(text).split())
    assert shown in plain or shown.strip("…") in plain
    assert all(piece for piece, _ in mark(text, query, length=length))


@quick
@given(WORDS, QUERIES, st.integers(10, 40))
def test_an_excerpt_is_whole_words_within_the_length(typed, query, length):
    shown = excerpt(" ".join(typed), query, length=length).strip("…")
    assert len(shown) <= length
    assert f" {shown} " in f" {' '.join(typed)} " or not typed


@quick
@given(WORDS, QUERIES)
def test_an_excerpt_shows_a_match_wherever_the_text_has_one(typed, query):
    text = " ".join(typed)
    assert bool(marked(text, query, length=20)) == bool(marked(text, query, length=10_000))
