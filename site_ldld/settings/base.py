"""Settings shared by every environment; safe for production as they stand.

What an operator may change comes from environment variables; the README lists them all.
"""

import ipaddress
import mimetypes
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()


def read(name, reader, advice):
    """Return ``reader(name)``; a value it cannot read becomes one sentence with `advice`."""
    try:
        return reader(name)
    except (ImproperlyConfigured, ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(
            f"{name}={os.environ.get(name)!r} không đọc được. {advice}"
        ) from error


# Written and left empty is the same as not written.
for _name in ("DATABASE_URL", "CACHE_URL", "EMAIL_URL"):
    if os.environ.get(_name) == "":
        del os.environ[_name]

DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"Không tạo được thư mục DATA_DIR={str(DATA_DIR)!r} ({error.strerror}). "
        "Hãy chọn một thư mục ghi được."
    ) from error
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT") or DATA_DIR / "media").resolve()
PORT = read(
    "PORT", lambda name: env.int(name, default=8000), "Hãy đặt một số cổng, ví dụ PORT=8000."
)
BASE_URL = os.environ.get("BASE_URL") or f"http://127.0.0.1:{PORT}"
WEB_WORKERS = read(
    "WEB_WORKERS",
    lambda name: env.int(name, default=2),
    "Hãy đặt số tiến trình, ví dụ WEB_WORKERS=2.",
)

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")
# The password of the demo logins; without one there are none.
DEMO_PASSWORD = None
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
TRUSTED_PROXIES = read(
    "TRUSTED_PROXIES",
    lambda name: [ipaddress.ip_network(item.strip()) for item in env.list(name, default=[])],
    "Hãy ghi các địa chỉ hoặc dải mạng của máy chủ đứng trước, cách nhau bằng dấu phẩy.",
)

# Applications

INSTALLED_APPS = [
    "demo",
    "home",
    "articles",
    "newsroom",
    "accounts",
    "page_cache",
    "analytics",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "newsroom.admin_app.NewsroomAdminConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.humanize",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "home.security.PermissionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "page_cache.pages.PageCacheMiddleware",
    "home.known_site.KnownSiteMiddleware",
    "home.security.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "articles.middleware.OneSpellingMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.language.AdminLanguageMiddleware",
    "home.inline_scripts.InlineScriptMiddleware",
    "accounts.two_factor.middleware.TwoFactorMiddleware",
    "articles.middleware.PossibleNumbersMiddleware",
    "newsroom.middleware.NewsroomAccessMiddleware",
    "articles.page_redirects.PageRedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "site_ldld.urls"
WSGI_APPLICATION = "site_ldld.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database and cache

DATABASE_ADVICE = (
    "Hãy viết như postgres://tên:mật-khẩu@máy-chủ:5432/tên-cơ-sở-dữ-liệu, "
    "hoặc bỏ trống để dùng SQLite."
)
ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
DATABASES = {
    "default": read(
        "DATABASE_URL",
        lambda name: env.db_url(name, default=f"sqlite:///{DATA_DIR / 'site.sqlite3'}"),
        DATABASE_ADVICE,
    )
}
_database = DATABASES["default"]
if _database.get("ENGINE") not in ENGINES or not _database.get("NAME"):
    raise ImproperlyConfigured(
        f"DATABASE_URL={os.environ.get('DATABASE_URL')!r} không đọc được. {DATABASE_ADVICE}"
    )
if _database["ENGINE"] == ENGINES[0]:
    # WAL lets readers go on while one writes; FULL makes an answered visit survive a power cut.
    _database["CONN_MAX_AGE"] = None
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        # Seconds; the counter waits less, by itself.
        "timeout": 4,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # Seconds, and milliseconds for a network that is gone; the counter waits less, by itself.
    _database.setdefault("OPTIONS", {}).update(
        connect_timeout=2, tcp_user_timeout=5000, options="-c lock_timeout=4s"
    )
    _database["CONN_MAX_AGE"] = 600
    _database["CONN_HEALTH_CHECKS"] = True


# Seconds that anybody waits for a cache that does not answer.
CACHE_PATIENCE = 0.05


def _cache(folder):
    cache = read(
        "CACHE_URL",
        lambda name: env.cache_url(name, default=f"filecache://{DATA_DIR / folder}"),
        "Hãy viết như redis://127.0.0.1:6379/0, hoặc bỏ trống để dùng thư mục trên máy này.",
    )
    if cache["BACKEND"] == "django_redis.cache.RedisCache":
        # A cache that is away or silent makes the site slower, and keeps nobody out.
        cache["BACKEND"] = "page_cache.backends.RedisCache"
        waits = {"SOCKET_CONNECT_TIMEOUT": CACHE_PATIENCE, "SOCKET_TIMEOUT": CACHE_PATIENCE}
        cache["OPTIONS"] = {**waits, **cache.get("OPTIONS", {})}
    elif cache["BACKEND"].endswith("FileBasedCache"):
        cache["BACKEND"] = "page_cache.backends.FileCache"
        cache["OPTIONS"] = {"MAX_ENTRIES": 100_000, **cache.get("OPTIONS", {})}
    return cache


CACHES = {
    "default": _cache("cache"),
    # Whole pages; several servers share them, and what is published, through CACHE_URL.
    "pages": {**_cache("pages"), "KEY_PREFIX": "pages"},
    # Lists load the sizes of their photos in one statement; a cache would only write them again.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

# How often kept pages are held against the database, which alone knows what was published last.
KEPT_PAGES_CHECKED_SECONDS = 1

# What no page for readers shows (apps and models): to write it makes no page anew, and what reads
# it is not kept. Everything else that is written may change pages.
KEPT_PAGES_NEVER_SHOW = {
    *("auth", "axes", "django_tasks_database", "otp_static", "otp_totp", "sessions"),
    *("wagtail_localize", "wagtailadmin", "wagtailsearch", "wagtailusers"),
    *("articles.Notice", "articles.ReviewTask", "articles.ReviewTask_groups"),
    *("articles.RoyaltyRate", "articles.RoyaltyRow", "articles.RoyaltySheet"),
    "articles.SearchedArticle",
    *("home.ContactMessage", "home.FailedSignIns"),
    *(
        f"wagtailcore.{name}"
        for name in (
            *("Comment", "CommentReply", "GroupApprovalTask", "GroupApprovalTask_groups"),
            *("GroupCollectionPermission", "GroupPagePermission", "GroupSitePermission"),
            *("ModelLogEntry", "PageLogEntry", "PageSubscription", "ReferenceIndex", "Revision"),
            *("Task", "TaskState", "UploadedFile", "Workflow", "WorkflowContentType"),
            *("WorkflowPage", "WorkflowState", "WorkflowTask"),
        )
    ),
}
# What every reader changes: a page shows it as it was within the last hour.
KEPT_PAGES_SHOW_LATE = {
    f"analytics.{name}"
    for name in (
        *("AppliedView", "Balance", "Day", "DayKey", "Machine", "Network", "PageDay"),
        *("Reader", "RecentView"),
    )
}

# Sign-in: whoever goes on guessing passwords waits, the owner of the account does not
# (`accounts.lockout`). The tries are in the database until they no longer count.

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_HANDLER = "accounts.lockout.LoginLimitHandler"
AXES_USERNAME_CALLABLE = "accounts.lockout.account_named"
AXES_CLIENT_STR_CALLABLE = "accounts.lockout.described"
AXES_RESET_ON_SUCCESS = True
# Whoever has to wait and tries all the same waits no longer for it: others could keep one out.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"

# After the password, a code from the telephone: for those who turned it on, or for all.

SECOND_FACTOR_REQUIRED = read(
    "SECOND_FACTOR_REQUIRED",
    lambda name: env.bool(name, default=False),
    "Hãy đặt true (mọi tài khoản quản trị) hoặc false (ai bật thì dùng).",
)
# What the telephone calls the account.
OTP_TOTP_ISSUER = urlsplit(BASE_URL).hostname

# Mail: without EMAIL_URL letters are kept as files, so that none is lost.

_mail = read(
    "EMAIL_URL",
    lambda name: env.email_url(name, default=f"filemail://{DATA_DIR / 'mail'}"),
    "Hãy viết như smtp+tls://tên:mật-khẩu@máy-chủ-thư:587.",
)
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or "webmaster@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Visits that may begin in one network in 10 minutes, for readers with and without the number
# that their browser made (mobile carriers put many phones behind one address).

VISIT_LIMITS = {
    "token": read(
        "VISIT_LIMIT",
        lambda name: env.int(name, default=1000),
        "Hãy đặt một số lượt, ví dụ VISIT_LIMIT=1000.",
    ),
    "no_token": read(
        "VISIT_LIMIT_WITHOUT_SCRIPT",
        lambda name: env.int(name, default=60),
        "Hãy đặt một số lượt, ví dụ VISIT_LIMIT_WITHOUT_SCRIPT=60.",
    ),
}

# Work beside requests: Wagtail's own short steps at once, photos by `manage.py make_photo_sizes`.

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "photos": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# Addresses that are never kept as whole pages: for staff, for programs, or asked by each reader.
UNCACHED_PATHS = (
    *("/admin/", "/analytics/", "/ba-con-so/"),
    *("/documents/", "/healthz/", "/media/", "/static/"),
    *("/tim-kiem/", "/en/search/", "/gui-thu/", "/en/send-letter/"),
)

# What a public page may load: its own files, and nothing written into the page itself.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{
            f"{kind}-src": ["'self'"]
            for kind in ("connect", "font", "img", "manifest", "media", "script", "style")
        },
        # Videos, once a reader has asked to see one (`articles.videos`).
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}
# What a page of the admin may load instead (`home.security`).
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    # The page of a preview.
    "frame-src": ["'self'"],
    # Photos before they are uploaded; pictures in Wagtail's style sheets.
    "img-src": ["'self'", "blob:", "data:"],
    # What wagtail-localize writes into the form of a translation, and into that which begins one:
    # always the same.
    "script-src": [
        "'self'",
        "'sha256-lLVZz8vyF0vCZL3ZQcc+U/kumGW1SlEfDpwWrXLLSRw='",
        "'sha256-Zi6020hVNJQUtMOgLuIImaOaART6TyIrghPC9PESpjg='",
    ],
    # How the library for the important part of a photo asks whether the browser knows a touch.
    "script-src-attr": ["'unsafe-hashes'", "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"],
    # What is pasted from Word is read by its styles: which words are bold. No script runs by them.
    "style-src-attr": ["'unsafe-inline'"],
    # Style sheets that never change: an empty one, which that form fills through the browser's own
    # interface for it, and the numbers of lists in the editor of texts.
    "style-src": [
        "'self'",
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
        "'sha256-Mhr2Q/2u+/s2WzwlFRrqCw7x0IU+emukGS8Q9RtPZ44='",
    ],
}

# Every answer says where its address may be told, and who may share its window (Django's own), and
# which powers of the browser no page of the site uses. Videos may fill the screen.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY = ", ".join(
    f"{power}=()"
    for power in (
        *("accelerometer", "bluetooth", "browsing-topics", "camera", "display-capture"),
        *("geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone"),
        *("midi", "payment", "serial", "usb", "xr-spatial-tracking"),
    )
)

# Accounts

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"

# Language and time

LANGUAGE_CODE = "vi"
# By their own names, for readers; the admin names them in the language of the account.
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "site_ldld" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["site_ldld.formats"]

# Static files and media

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site_ldld" / "static"]
MEDIA_URL = "/media/"
# Photos and what is made of them; everything else that is stored is at no address of its own.
# As in deploy/nginx.conf.
SHOWN_MEDIA_FOLDERS = ("avatar_images", "chia-se", "images", "original_images")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Some systems know neither; without them browsers would not show the pictures.
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")

# A long article, or the royalty sheet of a busy month, is one form of a few thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail

WAGTAIL_SITE_NAME = "Trang thông tin điện tử"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# A translation begins as a draft, and is written text by text beside its original.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
# Deleted for good, after its days in the bin, is deleted with what was translated.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# `articles.page_redirects` does, for pages that readers could know.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "home.rich_text.TextEditor"}}
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILIMAGES_IMAGE_MODEL = "articles.Photo"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "articles.images.forms.AttachmentForm"
WAGTAILDOCS_DOCUMENT_MODEL = "articles.Attachment"
WAGTAILIMAGES_EXTENSIONS = [
    *("avif", "gif", "heic", "heif", "jfif", "jpg", "jpeg", "png", "webp"),
]
WAGTAILIMAGES_IMAGE_FORM_BASE = "articles.images.forms.PhotoForm"
# As in deploy/nginx.conf.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
# Decoding takes four bytes of memory for each; phones make up to 50 million without being asked.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 65_000_000
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "doc",
    "docx",
    "odt",
    "pdf",
    "ppt",
    "pptx",
    "rar",
    "txt",
    "xls",
    "xlsx",
    "zip",
]
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "articles.search"}}
TAGGIT_TAGS_FROM_STRING = "articles.normalisation.parse_tags"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Each background step says twice that it ran.
    "loggers": {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}},
}
