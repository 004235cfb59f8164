"""Settings for a server that readers reach; refuses to start while a secret is missing."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import BASE_URL, TRUSTED_PROXIES

REQUIRED = {
    "SECRET_KEY": "Hãy đặt SECRET_KEY là một chuỗi ngẫu nhiên, ít nhất 50 ký tự, giữ kín.",
    "ALLOWED_HOSTS": "Hãy đặt ALLOWED_HOSTS là tên miền của trang, ví dụ congdoan.example.vn.",
    "BASE_URL": "Hãy đặt BASE_URL là địa chỉ đầy đủ, ví dụ https://congdoan.example.vn.",
}

_missing = [advice for name, advice in REQUIRED.items() if not os.environ.get(name)]
if 0 < len(os.environ.get("SECRET_KEY", "")) < 50:
    _missing.append(f"SECRET_KEY quá ngắn. {REQUIRED['SECRET_KEY']}")
if _missing:
    raise ImproperlyConfigured("\n".join(_missing))

_https = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
CSRF_TRUSTED_ORIGINS = [BASE_URL.rstrip("/")]
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Only behind a proxy that says so can a request be known to have come over HTTPS.
    SECURE_SSL_REDIRECT = _https
    SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]

SILENCED_SYSTEM_CHECKS = [
    # HTTPS for all names below the site's: they belong to others, who may not have it.
    "security.W005",
    # Browsers' own lists of such names want the same, and give no name back for months.
    "security.W021",
    # Frames of the site's own: the admin shows previews in one.
    "security.W019",
]
