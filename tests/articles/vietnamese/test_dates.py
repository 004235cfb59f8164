from datetime import UTC, datetime

import pytest

from articles.vietnamese import format_date, format_datetime, format_number, format_relative
from tests.articles.vietnamese.relative import RELATIVE, at

MOMENT = at("2026-09-01 08:05")


def test_dates_read_as_an_office_writes_them():
    assert format_datetime(MOMENT, "vi") == "Thứ Ba, 01/09/2026 08:05"
    assert format_date(MOMENT, "vi") == "Thứ Ba, 01/09/2026"


def test_dates_on_an_english_page():
    assert format_datetime(MOMENT, "en") == "Tuesday, 1 September 2026, 08:05"
    assert format_date(MOMENT, "en") == "Tuesday, 1 September 2026"


@pytest.mark.parametrize(("now", "moment", "vietnamese", "english"), RELATIVE)
def test_recent_moments_are_told_by_their_age(now, moment, vietnamese, english):
    assert format_relative(moment, now, "vi") == vietnamese
    assert format_relative(moment, now, "en") == english


def test_yesterday_is_the_offices_whatever_the_zone_of_now():
    now = datetime(2026, 9, 1, 18, 5, tzinfo=UTC)
    assert format_relative(MOMENT, now, "vi") == "Hôm qua, 08:05"


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (2311602, "2.311.602", "2,311,602"),
        (-1234, "-1.234", "-1,234"),
    ],
)
def test_numbers_are_grouped_in_threes(number, vietnamese, english):
    assert format_number(number, "vi") == vietnamese
    assert format_number(number, "en") == english
