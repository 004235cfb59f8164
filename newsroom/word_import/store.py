"""Stores what was read of a Word file: photos in the library, and a draft of an article."""

from hashlib import sha256
from html import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images.forms import get_image_form
from wagtail.rich_text import RichText

from articles.file_permissions import POLICIES
from articles.forms import begin_byline
from articles.models import ArticlePage, Photo
from articles.vietnamese import nfc

from . import cage, sentences
from .opening import LONGEST_TITLE
from .refusals import Refused

MOST_PICTURES = 60


def import_word(file, section, user):
    """Return (draft, sentences) for the Word `file`: an article of `user` in `section`.

    The sentences say what was changed or left out. Raises `ValidationError` with the reason for
    the editor; nothing is stored then.
    """
    try:
        found = cage.read(file)
    except Refused as refused:
        raise sentences.refusal(refused.reason) from refused
    told = [*sentences.about_losses(found.losses), *sentences.about_reading(found)]
    if not found.title:
        found.title = _title_from(file.name) or _("Bài từ Word")
    library = _Library(user, found.title)
    try:
        with transaction.atomic():
            article = _store_article(found, library, told, section, user)
    except Exception:
        library.forget_files()
        raise
    return article, [*library.refusals, *told]


def _title_from(name):
    """Return the letters of a file's name that may stand in a title."""
    stem = nfc(name.rpartition(".")[0])
    return "".join(letter for letter in stem if letter.isprintable())[:LONGEST_TITLE].strip()


def _store_article(found, library, told, section, user):
    article = ArticlePage(
        title=found.title, lead=found.lead, owner=user, live=False, locale=section.locale
    )
    article.body = [
        block for name, content in found.blocks if (block := _block(name, content, library))
    ]
    article.draft_notes = "\n".join([*library.refusals, *told])
    begin_byline(article, user)
    section.add_child(instance=article)
    # A draft may lack a lead, as one that is saved in the editor may.
    article.save_revision(user=user, log_action=True, clean=False)
    return article


def _block(name, content, library):
    """Return (name, value) as the article's body takes it, or None for nothing."""
    if name == "image":
        return _photo_block(content, library)
    if name == "table":
        return name, _table_value(**content)
    if name == "notes":
        return "heading", _("Chú thích cuối bài")
    return name, RichText(content) if name == "paragraph" else content


def _table_value(data, merges):
    """Return the value of a table; its first row names the columns, unless it goes on below."""
    reaches_down = any(area["row"] == 0 and area["rowspan"] > 1 for area in merges)
    has_header = len(data) > 1 and not reaches_down
    covered = [
        {"row": row, "col": column, "hidden": True}
        for area in merges
        for row in range(area["row"], area["row"] + area["rowspan"])
        for column in range(area["col"], area["col"] + area["colspan"])
        if (row, column) != (area["row"], area["col"])
    ]
    return {
        "data": data,
        "cell": covered,
        "mergeCells": merges,
        "first_row_is_table_header": has_header,
        "first_col_is_header": False,
        "table_header_choice": "row" if has_header else "neither",
    }


def _photo_block(picture, library):
    """Return the block of a photo; the line under a refused one stays as a paragraph."""
    photo = library.add(picture)
    if photo:
        return "image", {"image": photo, "caption": picture.caption, "credit": ""}
    if picture.caption:
        return "paragraph", RichText(f"<p><i>{escape(picture.caption)}</i></p>")
    return None


class _Library:
    """Takes the pictures of one file into the library of photos, through the form of uploads."""

    def __init__(self, user, title):
        self.refusals = []
        self._user = user
        self._title = title
        self._photos = {}
        collections = POLICIES[Photo].collections_user_has_permission_for(user, "add")
        self._collection = collections.first()

    def add(self, picture):
        """Return the stored photo of `picture`, or None; `refusals` says why not."""
        key = (sha256(picture.content).digest(), picture.refusal)
        if key not in self._photos:
            self._photos[key] = self._store(picture)
        photo = self._photos[key]
        if photo is None:
            return None
        # The same photo may stand twice in the text, described differently.
        photo = Photo.objects.get(pk=photo.pk)
        photo.contextual_alt_text, photo.decorative = picture.alt, False
        return photo

    def forget_files(self):
        """Remove the stored files: the transaction that is undone takes their rows only."""
        for photo in filter(None, self._photos.values()):
            photo.file.storage.delete(photo.file.name)

    def _store(self, picture):
        number = len(self._photos) + 1
        if self._collection is None:
            return self._refuse(number, sentences.PICTURES["no_right"])
        if picture.refusal:
            return self._refuse(number, sentences.PICTURES[picture.refusal])
        if number > MOST_PICTURES:
            return self._refuse(number, sentences.PICTURES["too_many"])
        form = get_image_form(Photo)(
            {"title": self._name(picture, number), "collection": self._collection.pk},
            {"file": SimpleUploadedFile(f"word-{number}", picture.content)},
            user=self._user,
        )
        if not form.is_valid():
            return self._refuse(number, " ".join(form.errors.get("file", [])))
        photo = form.save(commit=False)
        photo.uploaded_by_user = self._user
        photo.save()
        return photo

    def _name(self, picture, number):
        return (picture.caption or picture.alt or f"{self._title} ({number})")[:255]

    def _refuse(self, number, reason):
        self.refusals.append(sentences.about_picture(number, reason))
