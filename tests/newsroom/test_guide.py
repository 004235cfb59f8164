"""The editors' guide, where editors look for it."""

import re

import pytest

from newsroom.groups import CONTRIBUTORS, create_roles
from newsroom.guide import DOCS, GUIDE
from tests.factories import member, the_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(client):
    create_roles(the_home())
    client.force_login(member(CONTRIBUTORS))
    return client


def test_the_help_menu_leads_to_the_guide(guide):
    assert "/admin/guide/" in guide.get("/admin/").content.decode()


def test_the_guide_is_readable_with_its_pictures_and_anchors(guide):
    page = guide.get("/admin/guide/").content.decode()
    page = page[page.index('<article class="guide') : page.index("</article>")]
    assert "<h1" in page and "Sổ tay biên tập" in page and "<table>" in page
    pictures = set(re.findall(r'src="(/admin/guide/images/[\w-]+\.(png|webp))"', page))
    assert len(pictures) > 10
    for address, kind in pictures:
        answer = guide.get(address)
        assert answer.status_code == 200 and answer["Content-Type"] == f"image/{kind}"
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_the_contents_lead_to_every_chapter(guide):
    page = guide.get("/admin/guide/").content.decode()
    contents = page[page.index('<nav class="guide-contents') : page.index('<article class="guide')]
    chapters = re.findall(r'<h2 id="([^"]+)"', page)
    assert len(chapters) > 10
    assert re.findall(r'href="#([^"]+)"', contents) == chapters


def test_every_picture_that_is_made_is_shown_and_every_one_shown_is_there():
    texts = (GUIDE, DOCS / "giao-dien.md")
    shown = {
        name for text in texts for name in re.findall(r"images/([\w.-]+)", text.read_text("utf-8"))
    }
    assert shown == {path.name for path in (DOCS / "images").iterdir()}


def test_strangers_do_not_read_it(client):
    assert client.get("/admin/guide/").status_code == 302
    assert client.get("/admin/guide/images/trang-chu-1280.webp").status_code == 302
