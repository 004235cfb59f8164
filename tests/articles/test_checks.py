"""What a programmer forgets of a page or a block keeps the site from starting."""

import pytest
from wagtail.models import Page

from articles import checks
from articles.models import ArticlePage


def test_nothing_is_forgotten_today():
    assert checks.every_page_is_found_the_vietnamese_way(None) == []
    assert checks.every_block_explains_itself(None) == []
    assert checks.every_block_of_a_body_answers(None) == []


def test_a_page_without_the_vietnamese_index_is_named(monkeypatch):
    monkeypatch.setattr(checks, "_page_models", lambda: [ArticlePage, Page])
    (error,) = checks.every_page_is_found_the_vietnamese_way(None)
    assert (error.id, error.obj) == ("ldld.E001", Page)


@pytest.mark.parametrize(
    ("place", "name", "value", "lack"),
    [
        ("meta", "label", "", "label"),
        ("meta", "icon", "placeholder", "icon"),
        ("meta", "description", "", "description"),
        (None, "is_previewable", False, "preview"),
    ],
)
def test_a_block_that_does_not_explain_itself_is_named(place, name, value, lack, monkeypatch):
    block = ArticlePage._meta.get_field("body").stream_block.child_blocks["gallery"]
    monkeypatch.setattr(block.meta if place else block, name, value, raising=False)
    errors = checks.every_block_explains_itself(None)
    assert {error.msg for error in errors} == {f"The block gallery has no {lack}."}


def test_a_block_that_those_who_walk_a_body_do_not_know_is_named(monkeypatch):
    monkeypatch.delitem(checks.PARTS, "gallery")
    (error,) = checks.every_block_of_a_body_answers(None)
    assert error.id == "ldld.E004" and "gallery" in error.msg
