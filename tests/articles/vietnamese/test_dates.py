from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.vietnamese import format_date, format_datetime, format_number, format_relative

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENT = datetime(2026, 9, 1, 8, 5, tzinfo=OFFICE)


def test_dates_read_as_an_office_writes_them():
    assert format_datetime(MOMENT, "vi") == "Thứ Ba, 01/09/2026 08:05"
    assert format_date(MOMENT, "vi") == "Thứ Ba, 01/09/2026"


def test_dates_on_an_english_page():
    assert format_datetime(MOMENT, "en") == "Tuesday, 1 September 2026, 08:05"
    assert format_date(MOMENT, "en") == "Tuesday, 1 September 2026"


@pytest.mark.parametrize(
    ("age", "vietnamese", "english"),
    [
        (timedelta(seconds=0), "vừa xong", "just now"),
        (timedelta(seconds=59), "vừa xong", "just now"),
        (timedelta(minutes=1), "1 phút trước", "1 minute ago"),
        (timedelta(minutes=5), "5 phút trước", "5 minutes ago"),
        (timedelta(minutes=59, seconds=59), "59 phút trước", "59 minutes ago"),
        (timedelta(hours=1), "1 giờ trước", "1 hour ago"),
        (timedelta(hours=2, minutes=59), "2 giờ trước", "2 hours ago"),
        (timedelta(hours=15, minutes=54), "15 giờ trước", "15 hours ago"),
        (timedelta(hours=15, minutes=55), "Hôm qua, 08:05", "Yesterday, 08:05"),
        (timedelta(hours=39, minutes=54), "Hôm qua, 08:05", "Yesterday, 08:05"),
        (timedelta(hours=39, minutes=55), "Thứ Ba, 01/09/2026", "Tuesday, 1 September 2026"),
        (timedelta(minutes=-1), "Thứ Ba, 01/09/2026", "Tuesday, 1 September 2026"),
    ],
)
def test_relative_times_become_dates_the_day_after_tomorrow(age, vietnamese, english):
    assert format_relative(MOMENT, MOMENT + age, "vi") == vietnamese
    assert format_relative(MOMENT, MOMENT + age, "en") == english


def test_late_evening_counts_in_hours_for_twelve_hours_past_midnight():
    late = MOMENT.replace(hour=23)
    assert format_relative(late, late + timedelta(hours=11), "vi") == "11 giờ trước"
    assert format_relative(late, late + timedelta(hours=12), "vi") == "Hôm qua, 23:05"


def test_yesterday_is_the_offices_whatever_the_zone_of_now():
    now = (MOMENT + timedelta(hours=17)).astimezone(ZoneInfo("UTC"))
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
