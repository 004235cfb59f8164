import random
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.vietnamese import SORT_KEY_LENGTH, name_sort_key, sort_key

quick = settings(max_examples=200, deadline=None, derandomize=True)
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "in_order",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["an", "An", "AN", "àn", "Ân", "ân bá", "Đỗ", "em"],
        ["Ánh", "Ân", "Dũng", "Đỗ", "Em"],
        ["", " ", "-", "37", "4", "a"],
        ["Lê An", "Lê-An", "Lê2", "Lêan"],
        ["Hạ Bắc", "Hà Bình", "Hà Bốn"],
        ["hoá", "hóa"],
        ["z", "я", "日"],
        ["!", "😀", "0"],
    ],
)
def test_texts_sort_by_letters_then_tones_then_capitals(in_order):
    shuffled = random.Random(1).sample(in_order, len(in_order))
    assert len(set(map(sort_key, in_order))) == len(in_order)
    assert sorted(shuffled, key=sort_key) == in_order


def test_people_sort_by_given_name_then_family_name_then_middle_names():
    in_order = [
        "An",
        "Lê Văn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Nguyễn Văn  Bá An",
        "Bùi Ân",
        "Lý Văn Dũng",
        "An Thị Đào",
        "Trần Hà",
        "TRẦN THỊ HÀ",
        "Trần Thị Hà Hà",
        "Lê Hạ",
    ]
    shuffled = random.Random(1).sample(in_order, len(in_order))
    assert sorted(shuffled, key=name_sort_key) == in_order


@pytest.mark.parametrize("key", [sort_key, name_sort_key])
@quick
@given(ANY_TEXT)
def test_a_key_of_any_text_is_short_and_hexadecimal(key, text):
    assert re.fullmatch("[0-9a-f]+", key(text))
    assert len(key(text * 100)) <= SORT_KEY_LENGTH


@quick
@given(st.text("aáạĂâđĐeêỆ -37z", max_size=63))
def test_a_vietnamese_character_takes_at_most_four_digits(text):
    assert len(sort_key(text)) <= 4 * len(text) + 2


@pytest.mark.parametrize("text", ["Nguyễn Thị Ệch", "Đoàn 37/QĐ-LĐLĐ", "ợ", "ǖ"])
def test_composed_and_decomposed_text_have_one_key(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


def test_long_texts_still_sort_by_how_they_begin():
    assert sort_key("b" + "a" * 500) > sort_key("a" * 500)
    assert sort_key("ân" * 300) > sort_key("an" * 300)
