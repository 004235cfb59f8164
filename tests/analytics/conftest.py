import pytest

from tests import databases

from .servers import Bench


@pytest.fixture
def bench(tmp_path):
    """Return a `Bench` on an empty database of its own."""
    with databases.copied(tmp_path) as url:
        yield Bench(tmp_path, url)
