"""Who sent a request: a person or not, and what tells one reader from another.

No address, user agent or token goes further than `keys.keyed_hash`.
"""

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host
from is_bot import Bots

USER_AGENT_LENGTH = 512
# Link previews of chat apps and a page tester, which the library does not know; on iOS previews
# name the system's library and no browser. Nearly all that call themselves "compatible" are robots.
MORE_ROBOTS = (
    *("gtmetrix", r"^viber", "cfnetwork/"),
    r"^mozilla/\d\.\d \(compatible; (?!msie|konqueror)",
)
# Words that people's devices say and the library takes for a robot's: LG's televisions.
PEOPLES_WORDS = re.compile("webappmanager", re.IGNORECASE)
_bots = Bots()
_bots.extend(MORE_ROBOTS)

# How browsers say that a page may be shown later: the standard's header and its forerunners.
IN_ADVANCE = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


@lru_cache(maxsize=4096)
def _is_bot(user_agent):
    return not user_agent or _bots.is_bot(PEOPLES_WORDS.sub("", user_agent))


def is_person(environ):
    """Return whether the request's user agent is a browser; an empty one is a robot's."""
    return not _is_bot(environ.get("HTTP_USER_AGENT", "")[:USER_AGENT_LENGTH].strip())


def is_in_advance(environ):
    """Return whether a browser asks for something that nobody has seen yet, and may never."""
    return any(name in environ and _says_in_advance(environ[name]) for name in IN_ADVANCE)


def _says_in_advance(purpose):
    return any(word in purpose.lower() for word in ("prefetch", "prerender", "preview"))


def is_staff(environ):
    """Return whether the request carries a session cookie: readers never get one."""
    cookies = environ.get("HTTP_COOKIE")
    # As Django reads them, which gives up on none because of its neighbours.
    return bool(cookies) and settings.SESSION_COOKIE_NAME in parse_cookie(cookies)


def is_our_host(environ):
    """Return whether the request names this site, by the rule that Django has for pages."""
    host = environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "")
    return _is_allowed(host, tuple(settings.ALLOWED_HOSTS), settings.DEBUG)


@lru_cache(maxsize=256)
def _is_allowed(host, allowed, debug):
    if debug and not allowed:
        allowed = (".localhost", "127.0.0.1", "[::1]")
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


def is_own_page(environ):
    """Return whether no browser says that the request comes from elsewhere than our pages.

    Every browser names the origin of such a request; programs name none.
    """
    said = _said_origin(environ)
    return said is None or said


def is_own_picture(environ):
    """Return whether the browser says that the picture stands in one of our pages.

    Where it says nothing the picture may stand on any site: our own pages let it say so.
    """
    return bool(_said_origin(environ))


def _said_origin(environ):
    """Return whether the browser says that one of our pages asks; None where it says nothing."""
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site:
        return site == "same-origin"
    origin = environ.get("HTTP_ORIGIN") or environ.get("HTTP_REFERER")
    if not origin:
        return None
    return origin.partition("://")[2].partition("/")[0] == environ.get("HTTP_HOST")


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
