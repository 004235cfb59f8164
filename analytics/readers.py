"""Who sent a request: a person or not, and what tells one reader from another.

No address, user agent or token goes further than `keys.keyed_hash`.
"""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from is_bot import Bots

USER_AGENT_LENGTH = 512
_bots = Bots()


@lru_cache(maxsize=4096)
def _is_bot(user_agent):
    return not user_agent or _bots.is_bot(user_agent)


def is_person(environ):
    """Return whether the request's user agent is a browser; an empty one is a robot's."""
    return not _is_bot(environ.get("HTTP_USER_AGENT", "")[:USER_AGENT_LENGTH].strip())


def is_staff(environ):
    """Return whether the request carries a session cookie: readers never get one."""
    cookies = environ.get("HTTP_COOKIE")
    if not cookies:
        return False
    try:
        return settings.SESSION_COOKIE_NAME in SimpleCookie(cookies)
    except CookieError:
        return False


def is_own_page(environ):
    """Return whether the request comes from a page of this site, as far as the browser says."""
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site:
        return site == "same-origin"
    origin = environ.get("HTTP_ORIGIN")
    return not origin or origin.partition("://")[2] == environ.get("HTTP_HOST")


def client_address(environ):
    """Return the reader's address, believing X-Forwarded-For only through trusted proxies.

    Goes from the right and stops at the first address that is no trusted proxy. Raises
    nothing: what cannot be read as an address ends the walk.
    """
    address = _parse(environ.get("REMOTE_ADDR", ""))
    hops = environ.get("HTTP_X_FORWARDED_FOR", "")[-1024:].split(",")
    while address is not None and hops and _is_trusted(address):
        next_hop = _parse(hops.pop())
        if next_hop is None:
            break
        address = next_hop
    return address


@lru_cache(maxsize=4096)
def _parse(text):
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address):
    return any(address in network for network in settings.TRUSTED_PROXIES)


@dataclass(frozen=True)
class Identity:
    """What tells one reader, and one network, from another, as bytes before hashing."""

    person: bytes
    network: bytes
    has_token: bool


def identify(environ, token):
    """Return the `Identity` of the reader who sent a request.

    `token` is the 16 hex digits that the browser made, or None; without it the address
    (IPv6: its /64), user agent and language stand for the reader.
    """
    address = client_address(environ)
    network = b"network\0" + (b"token\0" if token else b"")
    network += _network_of(address, ipv4=32, ipv6=56).encode()
    if token:
        return Identity(b"token\0" + token.encode(), network, has_token=True)
    parts = (
        _network_of(address, ipv4=32, ipv6=64),
        environ.get("HTTP_USER_AGENT", "")[:USER_AGENT_LENGTH],
        environ.get("HTTP_ACCEPT_LANGUAGE", "")[:128],
    )
    person = b"address\0" + "\0".join(parts).encode("utf-8", "replace")
    return Identity(person, network, has_token=False)


@lru_cache(maxsize=4096)
def _network_of(address, ipv4, ipv6):
    if address is None:
        return ""
    prefix = ipv4 if address.version == 4 else ipv6
    return str(ipaddress.ip_network((address, prefix), strict=False))
