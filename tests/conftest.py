"""What the whole suite shares: rules about skipping, and a clean slate between tests."""

import os
import shutil
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import transaction
from django.test import TransactionTestCase
from django.utils import translation

from analytics import clock, daily_keys, recording
from tests import databases

HERE = Path(__file__).parent
# A run on PostgreSQL leaves these to the run on SQLite, as it does all that uses no database: they
# draw pages and judge their words, scripts, headers and pictures, which depend on no database.
DRAWN_ALIKE = {
    "articles/test_file_kinds.py",
    "articles/test_photo_sizes.py",
    "articles/test_photo_uploads.py",
    "home/test_admin_branding.py",
    "home/test_admin_language.py",
    "home/test_file_answers.py",
    "home/test_headers.py",
    "home/test_inline_scripts.py",
    "home/test_metadata.py",
    "home/test_organisation.py",
    "home/test_security_policy.py",
    "home/test_share_cards.py",
    "newsroom/test_guide.py",
}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "bench", "demo", "site"}
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def pytest_collection_modifyitems(config, items):
    """Leave out the tests that belong to the other database, and what SQLite's run has judged."""
    is_left_out = _is_for_postgresql if databases.is_sqlite() else _is_judged_on_sqlite
    deselected = [item for item in items if is_left_out(item)]
    items[:] = [item for item in items if not is_left_out(item)]
    config.hook.pytest_deselected(items=deselected)


def _is_for_postgresql(item):
    return item.get_closest_marker("postgresql") is not None


def _is_judged_on_sqlite(item):
    if item.get_closest_marker("sqlite") or item.path.relative_to(HERE).as_posix() in DRAWN_ALIKE:
        return True
    is_case = item.cls is not None and issubclass(item.cls, TransactionTestCase)
    is_marked = item.get_closest_marker("django_db") is not None
    return not (is_case or is_marked or DATABASE_FIXTURES.intersection(item.fixturenames))


def pytest_make_parametrize_id(val, argname):
    """Name bytes by their places: an archive made in each process holds the moment it was made."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    """Stop where pytest-xdist would spread a group over its processes: it does so silently."""
    if getattr(session.config.option, "loadgroup", False):
        for item in session.items:
            group = item.get_closest_marker("xdist_group")
            if group and not item.nodeid.endswith(f"@{group.args[0]}"):
                raise pytest.UsageError(f"{item.nodeid} is not kept with {group.args[0]}")


def pytest_sessionfinish(session):
    """With REQUIRE_ALL=1 a skipped test fails the run: its reason is printed by -rs."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if REQUIRE_ALL and skipped and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"REQUIRE_ALL=1: {len(skipped)} skipped tests count as failures")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    """Say which five files took longest: whoever makes the suite slower sees it."""
    seconds = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    if len(seconds) > 5:
        slowest = (f"{path} {spent:.0f} s" for path, spent in seconds.most_common(5))
        terminalreporter.write_line(f"Slowest: {', '.join(slowest)}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    databases.begin_tests_with_copies()


@pytest.fixture(autouse=True)
def clean_slate():
    """Forget what a process keeps between requests."""
    cache.clear()
    _forget()
    yield
    _forget()


def _forget():
    # A request for an English page leaves its language to the thread.
    translation.deactivate()
    recording.forget_shared()
    clock.forget_believed()
    daily_keys.forget_known()
    shutil.rmtree(settings.DATA_DIR / "visits", ignore_errors=True)


@pytest.fixture
def keep_pages(settings):
    """Have pages kept, as they are on a server."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"}
    settings.CACHES = {**settings.CACHES, "pages": memory}
    caches["pages"].clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context in which what is saved is committed, with all that follows."""

    @contextmanager
    def commit():
        with django_capture_on_commit_callbacks(execute=True):
            # What a former context noted belongs to another transaction.
            transaction.on_commit(lambda: None)
            yield

    return commit
