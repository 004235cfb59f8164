import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.vietnamese import SLUG_FORMATTERS, slug

quick = settings(max_examples=300, deadline=None, derandomize=True)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyầếỗợữĐÀẢÃÁẠỷ fjwz0123456789 -–/“”.,_&'\u00a0\u200b\u0300\u0323"
)
TITLES = st.text(VIETNAMESE, max_size=200)


def in_the_browser(title):
    """Do what Wagtail's script does while a title is typed: trim, run the formatters, tidy."""
    for pattern, plain in SLUG_FORMATTERS:
        title = pattern.sub(plain.replace("$", "\\"), title.strip())
    title = re.sub(r"[^-\w\s]", "", title.lower(), flags=re.ASCII)
    return re.sub(r"-+$", "", re.sub(r"[-\s]+", "-", title)[:255])


def on_leaving_the_field(title):
    """Do what Wagtail's script does with the slug itself when the editor leaves the field."""
    for pattern, plain in SLUG_FORMATTERS:
        title = pattern.sub(plain.replace("$", "\\"), title.strip())
    return re.sub(r"[^A-Za-z0-9\-_]", "", re.sub(r"\s+", "-", title)).lower()


@quick
@given(ANY_TEXT)
def test_any_title_has_a_valid_slug(title):
    address = slug(title, fallback="bai-viet")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", address) and len(address) <= 80
    assert slug(address, fallback="x") == address


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@quick
@given(TITLES)
def test_the_browser_proposes_the_same_slug(form, title):
    title = unicodedata.normalize(form, title)
    assert in_the_browser(title) == slug(title, fallback="")
    assert on_leaving_the_field(title) == slug(title, fallback="")


@pytest.mark.parametrize(
    "title",
    [
        "“Tết Sum vầy” – xuân 2027!",
        "Đảng bộ tỉnh 37/QĐ-LĐLĐ",
        "Ðảng bộ",
        "Người lao động cần biết về ngày nghỉ hằng năm, tiền lương làm thêm giờ và các chế độ",
        "a" * 81,
        "a" * 80 + " b",
        "a" * 79 + " b",
        "a" * 78 + " b c",
        "Straße, façade, Łódź, Ærø, 100 m²",
        "🎉",
        "___",
        "H'Hen Niê",
    ],
)
def test_the_browser_trims_and_cuts_as_the_server_does(title):
    assert in_the_browser(title) == on_leaving_the_field(title) == slug(title, fallback="")


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Đảng bộ tỉnh 37/QĐ-LĐLĐ", "dang-bo-tinh-37-qd-ldld"),
        ("Straße, Łódź, 100 m²", "strasse-lodz-100-m2"),
        ("a" * 78 + " b c", "a" * 78 + "-b"),
        ("a" * 80 + " b", "a" * 80),
        ("日本", "bai-viet"),
    ],
)
def test_slugs_of_titles(title, address):
    assert slug(title, fallback="bai-viet") == address
