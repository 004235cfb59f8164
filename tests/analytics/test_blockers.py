"""No rule of the common filter lists meets the counter: readers with a blocker are readers."""

from itertools import product

import pytest

from analytics import addresses
from tests.blockers import blocked

OURS = "https://congdoan.example.vn"
PAGES = (f"{OURS}/", f"{OURS}/hoat-dong-cong-doan/bai-viet/", f"{OURS}/en/")
OTHER_SITE = "https://cong-doan-co-so.example.com/"
HASH = "0123456789ab"


def asked_by(sources, kinds):
    """Return requests for {address: type as browsers name it}, from each page of `sources`."""
    return [
        {"url": f"{OURS}{path}", "type": kind, "source": source}
        for source, (path, kind) in product(sources, kinds.items())
    ]


def test_no_list_blocks_what_our_pages_ask_the_counter():
    kinds = {
        addresses.VISIT: "xmlhttprequest",
        addresses.COUNTS: "xmlhttprequest",
        addresses.PICTURE: "image",
        f"{addresses.PICTURE}?page=12": "image",
        f"{addresses.PICTURE}?page=12&lang=en": "image",
        "/static/js/ba-con-so.js": "script",
        f"/static/js/ba-con-so.{HASH}.js": "script",
    }
    assert blocked(asked_by(PAGES, kinds)) == []


def test_no_list_blocks_the_embed_on_another_site():
    kinds = {addresses.COUNTS: "xmlhttprequest", f"/static/{addresses.EMBED_SCRIPT}": "script"}
    assert blocked(asked_by([OTHER_SITE], kinds)) == []


@pytest.mark.parametrize(
    "list_", ["EasyList, EasyPrivacy, uBlock", "AdGuard tracking", "AdGuard base", "ABPVN"]
)
def test_the_lists_are_there_and_block_what_they_are_for(list_):
    known = {
        "EasyList, EasyPrivacy, uBlock": f"{OURS}{addresses.FORMER_PICTURE}?page=12",
        "AdGuard tracking": f"{OURS}{addresses.FORMER_PICTURE}?page=12",
        "AdGuard base": "https://googleads.g.doubleclick.net/pagead/ads?x=1",
        "ABPVN": "https://static.amcdn.vn/tka/cdn.js",
    }
    kind = "image" if known[list_].startswith(OURS) else "script"
    found = blocked([{"url": known[list_], "type": kind, "source": f"{OURS}/"}])
    assert any(row.startswith(f"{list_}: ") for row in found)
