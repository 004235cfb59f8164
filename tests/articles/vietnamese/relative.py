"""How long ago is said: one list for the server's words and the browser's."""

from datetime import datetime
from zoneinfo import ZoneInfo

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE)


MORNING, MIDNIGHT = at("2026-09-02 10:00:30"), at("2026-09-02 23:59:59")
# Now, the moment, and what is said of it in Vietnamese and English.
RELATIVE = [
    (MORNING, at("2026-09-02 10:00:30"), "vừa xong", "just now"),
    (MORNING, at("2026-09-02 09:59:31"), "vừa xong", "just now"),
    (MORNING, at("2026-09-02 09:59:30"), "1 phút trước", "1 minute ago"),
    (MORNING, at("2026-09-02 09:55:00"), "5 phút trước", "5 minutes ago"),
    (MORNING, at("2026-09-02 09:00:31"), "59 phút trước", "59 minutes ago"),
    (MORNING, at("2026-09-02 09:00:30"), "1 giờ trước", "1 hour ago"),
    (MORNING, at("2026-09-02 07:01:00"), "2 giờ trước", "2 hours ago"),
    (MORNING, at("2026-09-02 00:00:00"), "10 giờ trước", "10 hours ago"),
    (MORNING, at("2026-09-01 22:01:00"), "11 giờ trước", "11 hours ago"),
    (MORNING, at("2026-09-01 22:00:30"), "Hôm qua, 22:00", "Yesterday, 22:00"),
    (MORNING, at("2026-09-01 08:05:00"), "Hôm qua, 08:05", "Yesterday, 08:05"),
    (MORNING, at("2026-09-01 00:00:00"), "Hôm qua, 00:00", "Yesterday, 00:00"),
    (MORNING, at("2026-08-31 23:59:59"), "Thứ Hai, 31/08/2026", "Monday, 31 August 2026"),
    (MORNING, at("2026-08-30 10:00:30"), "Chủ Nhật, 30/08/2026", "Sunday, 30 August 2026"),
    (MORNING, at("2026-08-29 10:00:30"), "Thứ Bảy, 29/08/2026", "Saturday, 29 August 2026"),
    (MORNING, at("2026-05-01 06:30:00"), "Thứ Sáu, 01/05/2026", "Friday, 1 May 2026"),
    (MORNING, at("2026-02-12 06:30:00"), "Thứ Năm, 12/02/2026", "Thursday, 12 February 2026"),
    (MORNING, at("2025-12-31 23:59:00"), "Thứ Tư, 31/12/2025", "Wednesday, 31 December 2025"),
    (MORNING, at("2024-01-02 12:00:00"), "Thứ Ba, 02/01/2024", "Tuesday, 2 January 2024"),
    (MORNING, at("2026-09-02 10:00:31"), "Thứ Tư, 02/09/2026", "Wednesday, 2 September 2026"),
    (MIDNIGHT, at("2026-09-02 08:05:00"), "15 giờ trước", "15 hours ago"),
    (MIDNIGHT, at("2026-09-02 00:00:00"), "23 giờ trước", "23 hours ago"),
    (MIDNIGHT, at("2026-09-01 23:59:59"), "Hôm qua, 23:59", "Yesterday, 23:59"),
]
