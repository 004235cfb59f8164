"""Dates and numbers as a Vietnamese office writes them, and as an English page does.

A language without words of its own here reads the English ones: give it a class in `_STYLES`.
"""

from datetime import date, datetime, timedelta

_STILL_COUNTED_IN_HOURS = timedelta(hours=12)


class _Vietnamese:
    WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
    YESTERDAY = "Hôm qua"
    # Between a date and its time, and between thousands.
    BEFORE_TIME, THOUSANDS = " ", "."
    # No plural forms.
    AGO = {"now": "vừa xong", "minute": "{} phút trước", "hour": "{} giờ trước"}

    @staticmethod
    def day(day):
        return f"{day:%d/%m/%Y}"

    @staticmethod
    def month(day):
        return f"Tháng {day.month}/{day.year}"


class _English:
    WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    MONTHS = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
    YESTERDAY = "Yesterday"
    BEFORE_TIME, THOUSANDS = ", ", ","
    AGO = {
        "now": "just now",
        "minute": "{} minutes ago",
        "hour": "{} hours ago",
        "1 minute": "1 minute ago",
        "1 hour": "1 hour ago",
    }

    @classmethod
    def day(cls, day):
        return f"{day.day} {cls.month(day)}"

    @classmethod
    def month(cls, day):
        return f"{cls.MONTHS[day.month - 1]} {day.year}"


_STYLES = {"vi": _Vietnamese}


def _style(language):
    return _STYLES.get(language, _English)


def format_date(day: date, language: str) -> str:
    """Return "Thứ Ba, 01/09/2026", or "Tuesday, 1 September 2026" for an English page."""
    style = _style(language)
    return f"{style.WEEKDAYS[day.weekday()]}, {style.day(day)}"


def format_short_date(day: date, language: str) -> str:
    """Return "01/09/2026", or "1 September 2026" for an English page."""
    return _style(language).day(day)


def format_month(day: date, language: str) -> str:
    """Return "Tháng 9/2026", or "September 2026" for an English page."""
    return _style(language).month(day)


def format_datetime(moment: datetime, language: str) -> str:
    """Return "Thứ Ba, 01/09/2026 08:05"; in English the time follows a comma.

    `moment` is printed in the time zone it carries: convert it to the office's first.
    """
    return f"{format_date(moment, language)}{_style(language).BEFORE_TIME}{moment:%H:%M}"


def format_relative(moment: datetime, now: datetime, language: str) -> str:
    """Return "vừa xong", "5 phút trước", "2 giờ trước", "Hôm qua, 08:05", or the date.

    Hours count for the same day and for the last twelve; a moment after `now` is a date. Both
    are aware; days and times are those of the time zone that `moment` carries. Not for pages
    that a cache holds: there a script says it.
    """
    age = now - moment
    days = (now.astimezone(moment.tzinfo).date() - moment.date()).days
    if age < timedelta(0) or days > 1:
        return format_date(moment, language)
    if days == 1 and age >= _STILL_COUNTED_IN_HOURS:
        return f"{_style(language).YESTERDAY}, {moment:%H:%M}"
    return _ago(int(age.total_seconds()) // 60, _style(language).AGO)


def _ago(minutes, said):
    count, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    return said["now"] if count == 0 else said.get(f"{count} {unit}", said[unit]).format(count)


def format_number(number: int, language: str) -> str:
    """Return "2.311.602", or "2,311,602" on an English page."""
    return f"{number:,}".replace(",", _style(language).THOUSANDS)
