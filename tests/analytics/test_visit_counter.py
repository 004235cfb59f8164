import pytest
from django.db import OperationalError
from django.template import Context, Template
from django.utils.translation import override

from analytics import bookkeeping, counting
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def render(**context):
    return Template("{% load visits %}{% visit_counter %}").render(Context(context))


def test_the_block_names_its_three_numbers_and_groups_them():
    bookkeeping.open_books(2_311_602, "Trang cũ")
    block = render()
    for label in ("Thống kê truy cập", "Đang online", "Hôm nay", "Đã truy cập"):
        assert label in block
    assert ">2.311.602<" in block


def test_the_block_speaks_english_on_english_pages():
    bookkeeping.open_books(2_311_602, "Trang cũ")
    with override("en"):
        block = render()
    assert "Total visits" in block and ">2,311,602<" in block
    assert "Thống kê" not in block


def test_the_block_names_its_page_to_the_script_and_the_pixel():
    page = ArticlePageFactory()
    block = render(page=page)
    assert f'data-page="{page.pk}"' in block
    assert f"/analytics/pixel.gif?page={page.pk}" in block


def test_the_block_without_a_page_counts_the_visit_alone():
    assert 'src="/analytics/pixel.gif"' in render()


def test_the_block_stays_calm_without_a_database(monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(counting, "current", fail)
    assert "Chưa đọc được số liệu lúc này." in render()
