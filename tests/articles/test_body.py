"""Those who walk a body find what is in it, whatever block it stands in."""

import json

import pytest
from wagtail import blocks

from articles import body
from articles.blocks import BodyBlock, DataTableBlock
from articles.models import ArticlePage
from tests.factories import PhotoFactory

BLOCK = BodyBlock()
TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
WORDS = "hai chữ"


def to_python(*blocks):
    """Return a body of `blocks`: (kind, stored value)."""
    return BLOCK.to_python([{"type": kind, "value": value} for kind, value in blocks])


def figure(photo):
    return {"image": {"image": photo and photo.pk, "alt_text": "", "decorative": False}}


def keys(photos):
    return [photo.pk for photo in photos]


@pytest.mark.django_db
def test_photos_of_figures_galleries_and_videos_are_found_in_their_order():
    first, second, third, cover = (PhotoFactory() for _ in range(4))
    found = to_python(
        ("image", figure(first)),
        ("video", {"address": "https://vimeo.com/1", "title": "Hội thi", "poster": cover.pk}),
        ("paragraph", "<p>Chữ.</p>"),
        ("gallery", {"title": "", "pictures": [figure(second), figure(third)]}),
    )
    assert keys(body.photos_in(found)) == keys([first, cover, second, third])
    assert keys(body.described_photos(found)) == keys([first, second, third])


@pytest.mark.django_db
def test_a_photo_that_was_deleted_keeps_its_place():
    photo = PhotoFactory()
    found = to_python(("image", figure(None)), ("image", figure(photo)))
    assert [bool(each) for each in body.described_photos(found)] == [False, True]


def test_every_figure_of_a_stored_body_counts_and_no_word_of_it():
    stored = [
        {"type": "image", "value": {"image": {"image": 1}}},
        {"type": "gallery", "value": {"title": "", "pictures": [{"image": 1}, {"image": 2}]}},
        {"type": "heading", "value": '"type": "image"'},
    ]
    assert body.count_figures(json.dumps(stored)) == 3


def test_headings_are_found_with_their_levels():
    found = to_python(("subheading", "Nhỏ"), ("paragraph", "<p>Chữ.</p>"), ("heading", "Lớn"))
    assert list(body.headings(found)) == [(3, "Nhỏ"), (2, "Lớn")]


def test_a_stored_block_of_a_kind_that_is_no_more_stops_nobody():
    stored = [{"type": "map", "value": {"image": 1}}, {"type": "heading", "value": "Lớn"}]
    assert body.count_figures(json.dumps(stored)) == 0
    assert body.html(BLOCK.to_python(stored)) == "<h2>Lớn</h2>"


@pytest.mark.django_db
def test_texts_are_found_in_every_kind_of_block():
    unlike = [name for name, block in BLOCK.child_blocks.items() if not words_of(name, block)]
    # They show what is stored elsewhere.
    assert unlike == ["visit_counter"]


def words_of(name, block):
    """Return what an article knows of the texts in a block filled with words throughout."""
    stored = json.dumps([{"type": name, "value": filled(block)}], ensure_ascii=False)
    found = ArticlePage(body=stored).texts()
    assert len(found) == stored.count(WORDS), name
    return found


def filled(block):
    """Return a stored value of `block` in which every text is WORDS."""
    if isinstance(block, DataTableBlock):
        return {"data": [[WORDS, WORDS]], "table_caption": WORDS}
    if hasattr(block, "child_blocks"):
        return {name: filled(child) for name, child in block.child_blocks.items()}
    if hasattr(block, "child_block"):
        return [{"type": "item", "value": filled(block.child_block)}]
    return WORDS if isinstance(block, TEXTS) else None
