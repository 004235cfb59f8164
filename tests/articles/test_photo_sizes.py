"""The sizes of a photo: who makes them, when, and what is shown until then."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from articles.models import Photo
from articles.models.photos import RENDITION_FILTERS
from articles.tasks import make_photo_sizes
from tests import databases
from tests.factories import ArticlePageFactory, the_home

from .pictures import saved, scene

pytestmark = pytest.mark.django_db
WORKERS_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
QUEUE = {**settings.TASKS, "photos": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def queue(settings, monkeypatch):
    """Have photos wait for a worker, as on a server."""
    # The connection of a test holds its transaction; a worker takes a new one between tasks.
    monkeypatch.setattr(f"{db_worker.__name__}.close_old_connections", lambda: None)
    settings.TASKS = QUEUE
    # A worker that runs in this process takes the signals over.
    before = {number: signal.getsignal(number) for number in WORKERS_SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def store(**fields):
    file = ContentFile(saved(scene(1000, 600)), "hoi-nghi.jpg")
    fields = {"title": "Hội nghị", "description": "Đại biểu biểu quyết", **fields}
    return Photo.objects.create(file=file, **fields)


def made(photo):
    return set(photo.renditions.values_list("filter_spec", flat=True))


def test_saving_a_photo_makes_no_size_and_asks_for_them(queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        photo = store()
    assert made(photo) == set()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [photo.pk]


def test_the_worker_makes_every_size(queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        photo = store()
    call_command("make_photo_sizes", "--batch")
    assert made(photo) == set(RENDITION_FILTERS)


def test_a_photo_whose_worker_was_killed_is_finished_by_the_next(queue):
    photo = store()
    photo.get_renditions(RENDITION_FILTERS[0])
    make_photo_sizes.enqueue(photo.pk)
    DBTaskResult.objects.update(status="RUNNING")
    call_command("make_photo_sizes", "--batch")
    assert made(photo) == set(RENDITION_FILTERS)


def test_what_the_admin_shows_of_a_photo_is_none_of_the_sizes_for_readers():
    photo = store()
    photo.get_renditions(*RENDITION_FILTERS[:-1], "max-165x165")
    assert list(Photo.objects.lacking_sizes()) == [photo]


def test_a_photo_that_cannot_be_read_does_not_keep_the_others_waiting(queue):
    broken, whole = store(), store()
    broken.file.storage.delete(broken.file.name)
    call_command("make_photo_sizes", "--batch")
    assert made(whole) == set(RENDITION_FILTERS)


def test_no_readers_request_makes_a_size(client):
    article = ArticlePageFactory(main_image=store(), featured=True)
    home = the_home()
    home.emblem = home.banner = store()
    home.save_revision().publish()
    for address in ("/", article.url, article.get_parent().url):
        page = client.get(address).content.decode()
        assert article.main_image.file.url in page and home.banner.file.url in page
    assert not made(article.main_image) and not made(home.banner)


def test_the_stored_photo_shown_meanwhile_has_its_size_and_description(client):
    article = ArticlePageFactory(main_image=store(), main_image_alt='Đại biểu "giơ tay"')
    page = client.get(article.url).content.decode()
    picture = page[page.index("<picture") : page.index("</picture>")]
    for expected in ('width="1000"', 'height="600"', "Đại biểu &quot;giơ tay&quot;"):
        assert expected in picture


def test_pages_show_the_sizes_once_they_are_made(
    client, settings, django_capture_on_commit_callbacks
):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sizes"},
    }
    article = ArticlePageFactory(main_image=store())
    assert "image/avif" not in client.get(article.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        make_photo_sizes.enqueue(article.main_image.pk)
    assert "image/avif" in client.get(article.url).content.decode()


def test_the_photos_form_says_how_far_its_sizes_are(admin_client):
    photo = store()
    address = reverse("wagtailimages:edit", args=[photo.pk])
    photo.get_renditions(*RENDITION_FILTERS[:3])
    assert "Đang tạo các cỡ ảnh (3/9)" in admin_client.get(address).content.decode()
    photo.make_sizes()
    assert "Đang tạo các cỡ ảnh" not in admin_client.get(address).content.decode()


def test_a_new_file_gets_sizes_of_its_own(admin_client, django_capture_on_commit_callbacks):
    photo = store()
    photo.make_sizes()
    file = ContentFile(saved(scene(900, 900)), "khac.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        data = {"title": "Khác", "file": file}
        admin_client.post(reverse("wagtailimages:edit", args=[photo.pk]), data)
    assert made(photo) >= set(RENDITION_FILTERS)
    assert {size.height for size in photo.renditions.filter(filter_spec__contains="400")} == {400}


def test_the_worker_ends_with_the_process_that_started_it(tmp_path):
    code = (
        "import subprocess, sys, time;"
        "worker = subprocess.Popen([sys.executable, 'manage.py', 'make_photo_sizes']);"
        "print(worker.pid, flush=True);"
        "time.sleep(60)"
    )
    shutil.copy(databases.migrated_sqlite(), tmp_path / "site.sqlite3")
    environment = {"SITE_ENV": "development", "DATA_DIR": str(tmp_path), "PATH": ""}
    parent = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE
    )
    worker = Path("/proc", parent.stdout.readline().decode().strip())
    wait_until(lambda: "Threads:\t1" not in (worker / "status").read_text())
    parent.kill()
    parent.wait()
    wait_until(lambda: not worker.exists() or "State:\tZ" in (worker / "status").read_text())


def wait_until(happens, seconds=60):
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.2)
