"""Browsers in which somebody has signed in before: their owner is not kept out of the account.

The cookie names no account: it holds a number of the browser, and a keyed hash of each account
that was signed in with. It goes to the admin alone, so that readers' pages never see it.
"""

from secrets import token_hex
from unicodedata import normalize

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

COOKIE = "known_browser"
# Signed into cookies that browsers keep for months.
SALT = "home.known_browsers"
YEAR = 365 * 24 * 3600
# Of one browser: people of an office share machines.
MOST_ACCOUNTS = 10


def spelled(name):
    """Return the name of an account in one spelling of all that it may be typed in."""
    return normalize("NFKC", name or "").casefold().strip()[:255]


def browser_of(request, name):
    """Return what tells the browser from others if `name` has signed in with it, else None."""
    number, accounts = _read(request)
    return f"known:{number}" if _hash(name) in accounts else None


def remember(request, response, name):
    """Have the browser known as one of `name`, for a year from now."""
    number, accounts = _read(request)
    others = [account for account in accounts if account != _hash(name)]
    value = [number or token_hex(8), [*others, _hash(name)][-MOST_ACCOUNTS:]]
    response.set_cookie(
        COOKIE,
        signing.dumps(value, salt=SALT),
        max_age=YEAR,
        path=reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request):
    """Return (number of the browser, hashes of its accounts); (None, []) of a strange cookie."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return None, []


def _hash(name):
    return salted_hmac(SALT, spelled(name)).hexdigest()[:20]
