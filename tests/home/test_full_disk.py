"""On a full disk every page is answered: what was rendered goes out, whatever is kept of it."""

import errno

import pytest
from django.core.cache.backends.locmem import LocMemCache

from home.models import ContactMessage, ContactPage
from page_cache import backends as our_caches
from page_cache.backends import FileCache
from tests.factories import ArticlePageFactory, AuthorFactory, SectionPageFactory, credit, the_home

pytestmark = pytest.mark.django_db


class FullCache(LocMemCache):
    """A cache that reads what it holds, and writes nothing more once it is full."""

    is_full = True

    def set(self, key, *args, **kwargs):
        self._write(key)
        return super().set(key, *args, **kwargs)

    def add(self, key, *args, **kwargs):
        self._write(key)
        return super().add(key, *args, **kwargs)

    def delete(self, key, *args, **kwargs):
        self._write(key)
        return super().delete(key, *args, **kwargs)

    def clear(self):
        self._write("")

    def _write(self, key):
        # Wagtail's own are held by `FileCache`, which never fails.
        if self.is_full and not key.startswith("wagtail"):
            raise OSError(errno.ENOSPC, "No space left on device")


class FullFolder(FileCache):
    """The cache of the site in a folder on a full disk."""

    def _write_content(self, file, timeout, value):
        raise OSError(errno.ENOSPC, "No space left on device")


FULL = {"BACKEND": f"{__name__}.FullCache"}


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch):
    monkeypatch.setattr(our_caches, "_told_at", None)


@pytest.fixture(params=["full cache", "full folder"])
def full_disk(request, settings, tmp_path):
    full = FULL
    if request.param == "full folder":
        full = {"BACKEND": f"{__name__}.FullFolder", "LOCATION": str(tmp_path)}
    kept = {
        name: {**full, "LOCATION": f"{full.get('LOCATION', '')}/{name}"}
        for name in ("default", "pages")
    }
    settings.CACHES = {**settings.CACHES, **kept}


@pytest.fixture
def addresses():
    """Addresses of every kind of public page."""
    article = credit(ArticlePageFactory(title="Hội thao"), AuthorFactory())
    contact = the_home().add_child(instance=ContactPage(title="Liên hệ", slug="lien-he"))
    author = article.bylines.get().author
    return [
        *("/", "/tim-kiem/?q=hoi+thao", "/tim-kiem/goi-y/?q=hoi", "/luu-tru/", "/luu-tru/2026/9/"),
        *("/rss/", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-news.xml", "/so-do-trang/"),
        *(article.url, article.get_parent().url, contact.url, author.get_absolute_url()),
        f"{author.get_absolute_url()}rss/",
    ]


def test_every_public_page_is_answered(full_disk, addresses, client):
    for _time in range(2):
        codes = {address: client.get(address).status_code for address in addresses}
        assert set(codes.values()) == {200}, codes


def test_what_is_published_is_seen_at_once(full_disk, client, django_capture_on_commit_callbacks):
    section = SectionPageFactory()
    assert "Tết Sum vầy" not in client.get(section.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        article = ArticlePageFactory(parent=section, title="Tết Sum vầy", live=False)
        article.save_revision().publish()
    assert "Tết Sum vầy" in client.get(section.url).content.decode()


def test_a_letter_is_taken(full_disk, client):
    home = the_home()
    home.email = "van-phong@example.vn"
    home.save()
    contact = home.add_child(instance=ContactPage(title="Liên hệ", slug="lien-he"))
    letter = {"name": "Lê An", "telephone": "0373", "subject": "Hỏi", "message": "Hỏi."}
    answer = client.post(f"/gui-thu/{contact.pk}/", {**letter, "consent": "on"})
    assert answer.status_code == 302 and ContactMessage.objects.exists()


def test_a_disk_that_fills_up_costs_only_what_is_not_kept_yet(
    settings, client, monkeypatch, django_assert_num_queries
):
    settings.CACHES = {**settings.CACHES, "pages": {**FULL, "LOCATION": "half"}}
    article, other = ArticlePageFactory(), ArticlePageFactory()
    monkeypatch.setattr(FullCache, "is_full", False)
    kept = client.get(article.url).content
    monkeypatch.setattr(FullCache, "is_full", True)
    assert other.title in client.get(other.url).content.decode()
    assert client.get("/luu-tru/").status_code == 200
    with django_assert_num_queries(0):
        assert client.get(article.url).content == kept


def test_a_change_is_not_missed_because_it_could_not_be_written(tmp_path):
    # The disk is full, and files can still be deleted: the older truth goes.
    kept = FileCache(str(tmp_path), {})
    kept.set("generation", "old", None)
    FullFolder(str(tmp_path), {}).set("generation", "new", None)
    assert kept.get("generation") is None


def test_a_folder_nobody_may_make_is_as_good_as_an_empty_cache(tmp_path):
    (tmp_path / "file").write_text("")
    cache = FileCache(str(tmp_path / "file" / "cache"), {})
    cache.set("a", 1)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.get_or_set("a", 2) == 2
    assert not cache.delete("a") and "a" not in cache
    cache.clear()


def test_the_log_says_it_once_a_minute(full_disk, addresses, client, caplog, monkeypatch):
    def told():
        return [record for record in caplog.records if record.name == "page_cache.backends"]

    monkeypatch.setattr(our_caches, "_told_at", None)
    for address in addresses:
        client.get(address)
    assert len(told()) == 1 and "No space left on device" in told()[0].getMessage()
    monkeypatch.setattr(our_caches, "_told_at", our_caches._told_at - our_caches.QUIET)
    client.get("/")
    assert len(told()) == 2


def test_the_site_keeps_its_caches_in_such_folders():
    from site_ldld.settings import base

    assert base.CACHES["default"]["BACKEND"] == base.CACHES["pages"]["BACKEND"]
    assert base.CACHES["pages"]["BACKEND"] == f"{FileCache.__module__}.FileCache"
