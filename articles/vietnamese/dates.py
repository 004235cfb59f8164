"""Dates as a Vietnamese office writes them, and as an English page does."""

from datetime import date, datetime, timedelta

WEEKDAYS_VI = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_STILL_COUNTED_IN_HOURS = timedelta(hours=12)
_AGO_VI = {"now": "vừa xong", "minute": "{} phút trước", "hour": "{} giờ trước"}
_AGO_EN = {"now": "just now", "minute": "{} minutes ago", "hour": "{} hours ago"}
_AGO_EN |= {"1 minute": "1 minute ago", "1 hour": "1 hour ago"}


def format_date(day: date, language: str) -> str:
    """Return "Thứ Ba, 01/09/2026", or "Tuesday, 1 September 2026" for an English page."""
    if language == "en":
        month = MONTHS_EN[day.month - 1]
        return f"{WEEKDAYS_EN[day.weekday()]}, {day.day} {month} {day.year}"
    return f"{WEEKDAYS_VI[day.weekday()]}, {day:%d/%m/%Y}"


def format_short_date(day: date, language: str) -> str:
    """Return "01/09/2026", or "1 September 2026" for an English page."""
    if language == "en":
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day:%d/%m/%Y}"


def format_month(day: date, language: str) -> str:
    """Return "Tháng 9/2026", or "September 2026" for an English page."""
    if language == "en":
        return f"{MONTHS_EN[day.month - 1]} {day.year}"
    return f"Tháng {day.month}/{day.year}"


def format_datetime(moment: datetime, language: str) -> str:
    """Return "Thứ Ba, 01/09/2026 08:05"; in English the time follows a comma.

    `moment` is printed in the time zone it carries: convert it to the office's first.
    """
    separator = ", " if language == "en" else " "
    return f"{format_date(moment, language)}{separator}{moment:%H:%M}"


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
        return f"{'Yesterday' if language == 'en' else 'Hôm qua'}, {moment:%H:%M}"
    return _ago(int(age.total_seconds()) // 60, language)


def _ago(minutes: int, language: str) -> str:
    """English has a singular; Vietnamese has no plural forms."""
    count, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    said = _AGO_EN if language == "en" else _AGO_VI
    return said["now"] if count == 0 else said.get(f"{count} {unit}", said[unit]).format(count)


def format_number(number: int, language: str) -> str:
    """Return "2.311.602", or "2,311,602" on an English page."""
    grouped = f"{number:,}"
    return grouped if language == "en" else grouped.replace(",", ".")
