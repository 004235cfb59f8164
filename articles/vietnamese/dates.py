"""Dates as a Vietnamese office writes them, and as an English page does."""

from datetime import date, datetime

WEEKDAYS_VI = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def format_date(day: date, language: str) -> str:
    """Return "Thứ Ba, 01/09/2026", or "Tuesday, 1 September 2026" for an English page."""
    if language == "en":
        month = MONTHS_EN[day.month - 1]
        return f"{WEEKDAYS_EN[day.weekday()]}, {day.day} {month} {day.year}"
    return f"{WEEKDAYS_VI[day.weekday()]}, {day:%d/%m/%Y}"


def format_datetime(moment: datetime, language: str) -> str:
    """Return "Thứ Ba, 01/09/2026 08:05"; in English the time follows a comma.

    `moment` is printed in the time zone it carries: convert it to the office's first.
    """
    separator = ", " if language == "en" else " "
    return f"{format_date(moment, language)}{separator}{moment:%H:%M}"
