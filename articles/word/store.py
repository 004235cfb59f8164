"""Stores what was read of a Word file: photos in the library, and a draft of an article."""

from hashlib import sha256

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images.forms import get_image_form
from wagtail.images.permissions import permission_policy as photo_policy
from wagtail.rich_text import RichText

from articles.models import ArticlePage, Photo

from . import package, reading

MOST_PICTURES = 60


def import_word(file, section, user):
    """Return (draft, sentences) for the Word `file`: an article of `user` in `section`.

    The sentences say what was changed or left out. Raises `ValidationError` with the reason for
    the editor; nothing is stored then.
    """
    sentences = package.check(file)
    try:
        found = reading.read(file)
    except Exception as error:
        # The file is the editor's: whatever is wrong inside it, they can only save it anew.
        raise package.damaged() from error
    if not found.title:
        found.title = file.name.rpartition(".")[0][: reading.LONGEST_TITLE] or _("Bài từ Word")
    sentences += _notes_about(found)
    library = _Library(user, found.title)
    try:
        with transaction.atomic():
            article = _store_article(found, library, section, user)
    except Exception:
        library.forget_files()
        raise
    return article, [*library.refusals, *sentences]


def _notes_about(found):
    notes = []
    if found.old_words:
        notes.append(
            _("Đã chuyển %(number)d chữ từ phông %(encoding)s sang Unicode; hãy đọc soát lại.")
            % {"number": found.old_words, "encoding": found.old_encoding}
        )
    if not found.lead:
        notes.append(_("Không thấy sapo; hãy viết sapo trước khi gửi duyệt."))
    return notes


def _store_article(found, library, section, user):
    article = ArticlePage(
        title=found.title, lead=found.lead, owner=user, live=False, locale=section.locale
    )
    article.body = [
        block for name, content in found.blocks if (block := _block(name, content, library))
    ]
    section.add_child(instance=article)
    article.save_revision(user=user, log_action=True)
    return article


def _block(name, content, library):
    """Return (name, value) as the article's body takes it, or None for a refused picture."""
    if name == "image":
        photo = library.add(content)
        return photo and (name, {"image": photo, "caption": content.caption, "credit": ""})
    if name == "table":
        value = {
            "data": content,
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }
        return name, value
    return name, RichText(content) if name == "paragraph" else content


class _Library:
    """Takes the pictures of one file into the library of photos, through the form of uploads."""

    def __init__(self, user, title):
        self.refusals = []
        self._user = user
        self._title = title
        self._photos = {}
        collections = photo_policy.collections_user_has_permission_for(user, "add")
        self._collection = collections.first()

    def add(self, picture):
        """Return the stored photo of `picture`, or None; `refusals` says why not."""
        key = sha256(picture.content).digest()
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
            return self._refuse(number, _("tài khoản này chưa được thêm ảnh vào thư viện"))
        if not picture.content:
            return self._refuse(number, _("ảnh hỏng, hoặc không nằm trong tệp"))
        if number > MOST_PICTURES:
            return self._refuse(number, _("tệp có quá nhiều ảnh"))
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
        refusal = _("Ảnh thứ %(number)d không đưa được: %(reason)s")
        self.refusals.append(refusal % {"number": number, "reason": reason})
