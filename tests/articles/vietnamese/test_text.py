import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.vietnamese import fold, format_date, format_datetime, nfc, slug

MOMENT = datetime(2026, 9, 1, 8, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Công đoàn"), "Công đoàn"),
        ("Công\u00a0đoàn", "Công đoàn"),
        ("Công\u200b đoàn\ufeff", "Công đoàn"),
        ("Ðảng bộ", "Đảng bộ"),
        ("ðoàn viên", "đoàn viên"),
        ("Það er", "Það er"),
        ("Thanh Hoá, Thanh Hóa", "Thanh Hoá, Thanh Hóa"),
    ],
)
def test_nfc_leaves_one_spelling(typed, kept):
    assert nfc(typed) == kept
    assert nfc(nfc(typed)) == kept


def test_fold_drops_every_mark():
    assert fold("Đảng bộ Ưu tú ẫỹợ") == "dang bo uu tu ayo"


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Đảng bộ tỉnh 37/QĐ-LĐLĐ", "dang-bo-tinh-37-qd-ldld"),
        (unicodedata.normalize("NFD", "Người lao động"), "nguoi-lao-dong"),
        ("  Tết   Sum vầy!!! ", "tet-sum-vay"),
        ("🎉", "bai-viet"),
        ("", "bai-viet"),
        ("a" * 300, "a" * 80),
    ],
)
def test_slugs(title, address):
    assert slug(title, fallback="bai-viet") == address


def test_a_long_slug_is_cut_between_words():
    address = slug("công đoàn " * 30, fallback="x")
    assert len(address) <= 80 and address.endswith(("cong", "doan"))


def test_dates_read_as_an_office_writes_them():
    assert format_datetime(MOMENT, "vi") == "Thứ Ba, 01/09/2026 08:05"
    assert format_date(MOMENT, "vi") == "Thứ Ba, 01/09/2026"


def test_dates_on_an_english_page():
    assert format_datetime(MOMENT, "en") == "Tuesday, 1 September 2026, 08:05"
