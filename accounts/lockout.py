"""Whoever guesses passwords waits; the owner of the account gets in (django-axes asks here).

Wrong passwords are counted for an account from one address, for an address, for the network
around it, and for the account from everywhere. A browser in which the account's owner has signed
in before is counted by itself, so that nobody keeps an owner out by guessing elsewhere.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from math import ceil

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.shortcuts import render
from django.utils import timezone

from analytics.readers import client_address

from . import failed_sign_ins, known_browsers

# Bits of an IPv6 address that a provider gives to one house, whose machines choose the rest.
HOUSE = 64
# Bits of the network around an address: what one person can have many addresses of.
NEIGHBOURHOOD = {4: 24, 6: 48}

# Wrong passwords in AXES_COOLOFF_TIME, after which it has to pass without any.
PER_ADDRESS, PER_NEIGHBOURHOOD = 20, 50
# Wrong passwords for one account from everywhere, in this time, before each next one is made to
# wait: twice as long every time, and never longer than AXES_COOLOFF_TIME.
PER_ACCOUNT, REMEMBERED = 10, timedelta(hours=24)
FIRST_WAIT = timedelta(seconds=30)
# In the place of the address and the browser, once they no longer count.
FORGOTTEN = "forgotten"


def address_of(request):
    """Return the address that a sign-in comes from, as text, or None where it has none.

    Trusted proxies alone are believed; for IPv6 the first address of the house stands for all.
    """
    address = client_address(request.META)
    if address is not None and address.version == 6:
        address = ip_network((address, HOUSE), strict=False).network_address
    return address and str(address)


def account_named(request, credentials):
    """Return the name of the account that a sign-in is for, in one spelling of all it may have."""
    name = (credentials or request.POST).get("username") or ""
    return known_browsers.spelled(name)


def described(username, address, browser, path, request):
    """Return what the log says of whoever signs in: no address, which it would keep."""
    return f"the account {username!r}"


def locked_out(request, original_response=None, credentials=None):
    """Say how long to wait, in the place of the form."""
    waited_for = wait_of(request, get_client_username(request, credentials))
    minutes = max(1, ceil(waited_for / timedelta(minutes=1)))
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)


class LoginLimitHandler(AxesDatabaseHandler):
    """Keeps the tries in axes' own table, with limits that axes has no settings for."""

    def get_failures(self, request, credentials=None):
        """Return the limit where the person has to wait, else nothing: axes compares the two."""
        waits = wait_of(request, get_client_username(request, credentials)) > timedelta()
        return settings.AXES_FAILURE_LIMIT if waits else 0

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """Count a wrong password; one that was not looked at counts for nothing."""
        if request is not None:
            name = get_client_username(request, credentials)
            request.axes_user_agent = known_browsers.browser_of(request, name) or ""
            if not request.axes_locked_out:
                failed_sign_ins.note(credentials.get("username"))
        super().user_login_failed(sender, credentials, request, **kwargs)

    def reset_user_attempts(self, request, credentials=None):
        """Forget the person's own mistakes, and none of those made elsewhere in their name."""
        name = get_client_username(request, credentials)
        own = AccessAttempt.objects.filter(username=name, ip_address=request.axes_ip_address)
        count, _rows = own.exclude(user_agent=FORGOTTEN).delete()
        return count

    def clean_expired_user_attempts(self, request=None, credentials=None):
        """Forget tries that no longer count; of those that count by name alone, where from."""
        now, rows = timezone.now(), AccessAttempt.objects
        count, _rows = rows.filter(attempt_time__lte=now - REMEMBERED).delete()
        past = rows.filter(attempt_time__lte=now - settings.AXES_COOLOFF_TIME)
        past.exclude(user_agent__in=("", FORGOTTEN)).delete()
        past.filter(user_agent="").update(
            ip_address=None,
            user_agent=FORGOTTEN,
            http_accept="",
            get_data="",
            post_data="",
            path_info="",
        )
        return count


def wait_of(request, name):
    """Return how long `request` has to wait until it may try to sign in as `name` (timedelta)."""
    now = timezone.now()
    recent = AccessAttempt.objects.filter(attempt_time__gt=now - settings.AXES_COOLOFF_TIME)
    browser = known_browsers.browser_of(request, name)
    if browser:
        own = _sum(recent.filter(username=name, user_agent=browser))
        if own["failures"] < settings.AXES_FAILURE_LIMIT:
            return timedelta()
    last = [
        counted["last"] + settings.AXES_COOLOFF_TIME
        for counted, limit in _counted(recent.filter(user_agent=""), request, name)
        if counted["failures"] >= limit
    ]
    everywhere = AccessAttempt.objects.filter(username=name, user_agent__in=("", FORGOTTEN))
    account = _sum(everywhere.filter(attempt_time__gt=now - REMEMBERED))
    if account["failures"] >= PER_ACCOUNT:
        last.append(account["last"] + _wait_after(account["failures"]))
    return max([until - now for until in last], default=timedelta())


def _counted(recent, request, name):
    """Yield (sum of wrong passwords, limit) of each circle around `request`, narrow ones first."""
    address = address_of(request)
    here = recent.filter(ip_address=address)
    yield _sum(here.filter(username=name)), settings.AXES_FAILURE_LIMIT
    if address is None:
        return
    yield _sum(here), PER_ADDRESS
    around = ip_network((address, NEIGHBOURHOOD[ip_address(address).version]), strict=False)
    known = recent.exclude(ip_address=None).values_list("ip_address", flat=True).distinct()
    neighbours = [each for each in known if ip_address(each) in around]
    yield _sum(recent.filter(ip_address__in=neighbours)), PER_NEIGHBOURHOOD


def _sum(rows):
    """Return {"failures": how many wrong passwords `rows` stand for, "last": the last's time}."""
    found = rows.aggregate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    return {**found, "failures": found["failures"] or 0}


def _wait_after(failures):
    doubled = min(failures - PER_ACCOUNT, 10)
    return min(FIRST_WAIT * 2**doubled, settings.AXES_COOLOFF_TIME)
