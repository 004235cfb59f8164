import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.vietnamese import fold, nfc

quick = settings(max_examples=500, deadline=None, derandomize=True)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
# What normalising has to do with: marks, joiners, emoji, eth, odd spaces, singletons, surrogates.
AWKWARD = st.text(
    "aeođĐðÐrv \u0300\u0301\u0302\u0323\u0327\u034f\u00a0\u2002\u2001\u200b\u200d\ufeff\u00ad\ufe0f"
    "\u212a\u2126\u2329\u1e9b\u0130ßŉ\u1d2d\U0001f469\U0001f3eb\u2640\ud800\udc00\x001."
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Công đoàn"), "Công đoàn"),
        ("Công\u00a0đoàn\u202f\u2009\u3000", "Công đoàn   "),
        ("Công\u200b đoàn\ufeff", "Công đoàn"),
        ("Cô\u200dng \u202ađoàn\u202c", "Công đoàn"),
        ("o\u200b\u0302", "ô"),
        ("Ðảng bộ", "Đảng bộ"),
        ("ðoàn viên", "đoàn viên"),
        ("37/QÐ-LÐLÐ, CÐCS", "37/QĐ-LĐLĐ, CĐCS"),
        ("37QÐ", "37QĐ"),
        ("37/qð-lðlð", "37/qđ-lđlđ"),
        ("Það er veðrið", "Það er veðrið"),
        ("👩\u200d🏫 và ❤\ufe0f\u200d🔥", "👩\u200d🏫 và ❤\ufe0f\u200d🔥"),
        ("👩\u200d và \u200d🏫", "👩 và 🏫"),
        ("Thanh Hoá, Thanh Hóa", "Thanh Hoá, Thanh Hóa"),
        ("\ud800", "\ud800"),
        ("a\tb\r\nc\x00", "a\tb\r\nc"),
        ("Thanh\x0bHóa,\x0cngày\x851/9", "Thanh Hóa, ngày 1/9"),
        ("cong\x0bdoan\x0c", "cong doan "),
        ("Công đo\x02àn cơ s\x1fở", "Công đoàn cơ sở"),
        ("cong do\x02an \x7f\x9f", "cong doan "),
    ],
)
def test_nfc_leaves_one_spelling(typed, kept):
    assert nfc(typed) == kept


def test_nfc_breaks_the_lines_of_a_text_of_lines():
    assert nfc("Số\x0bnhà\x0cđường\x85phố", of_lines=True) == "Số\nnhà\nđường\nphố"
    assert nfc("So\x0bnha", of_lines=True) == "So\nnha"


@quick
@given(ANY_TEXT | AWKWARD)
def test_nfc_twice_is_nfc_once(text):
    once = nfc(text)
    assert nfc(once) == once == unicodedata.normalize("NFC", once)
    assert not CONTROL.search(once)
    assert not set(once) & {"\u00a0", "\u2002", "\u3000", "\u200b", "\ufeff", "\u00ad", "\u200e"}


@pytest.mark.parametrize("word", ["ð" * 300_000 + "þ", "ð" + "b" * 3_000_000 + "þ"])
def test_nfc_of_a_long_word_takes_no_quadratic_time(word):
    assert nfc(word) == word


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng bộ Ưu tú ẫỹợ", "dang bo uu tu ayo"),
        (unicodedata.normalize("NFD", "ĐẢNG Bộ"), "dang bo"),
        ("Straße Łódź Ærø İstanbul", "strasse lodz aero istanbul"),
        ("100 m²", "100 m2"),
        ("Ðảng", "dang"),
        ("Москва, 日本", "москва, 日本"),
        ("plain ASCII", "plain ascii"),
    ],
)
def test_fold_drops_every_mark(text, folded):
    assert fold(text) == folded


@quick
@given(ANY_TEXT | AWKWARD)
def test_fold_twice_is_fold_once(text):
    assert fold(fold(text)) == fold(text)
    assert not any(map(unicodedata.combining, fold(text)))


@quick
@given(ANY_TEXT | AWKWARD)
def test_fold_does_not_depend_on_how_a_text_is_composed(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
