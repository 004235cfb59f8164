"""What the whole suite shares: rules about skipping, and a clean slate between tests."""

import os
import shutil

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from analytics import counting, keys

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def pytest_collection_modifyitems(config, items):
    """Leave out the tests that belong to the other database."""
    on_sqlite = "sqlite" in settings.DATABASES["default"]["ENGINE"]
    foreign = "postgresql" if on_sqlite else "sqlite"
    deselected = [item for item in items if item.get_closest_marker(foreign)]
    items[:] = [item for item in items if item not in deselected]
    config.hook.pytest_deselected(items=deselected)


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
    counting.forget_shared()
    keys.forget_known()
    shutil.rmtree(settings.DATA_DIR / "visits", ignore_errors=True)
