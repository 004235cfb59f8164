"""What is looked at before an article goes public, on whichever way it goes.

Errors keep it back. Warnings do too, until the board gives a reason, which is stored with the
article and stands in its history.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from . import body, translation_records
from .reasons import has_words
from .vietnamese import legacy_fonts, misplaced_tones, nfc

# A republished item appears at least so much later than the original: the duty of such sites.
AFTER_ORIGINAL = timedelta(hours=1)
OVERRULE = "articles.overrule"
# Letters: what stays a lead, and what a page's title holds.
LONGEST_LEAD = 600
LONGEST_TITLE = 255
# Words in one sentence.
MOST_NAMED = 5


@dataclass(frozen=True)
class Finding:
    """One finding: `key` names its kind, `text` says what to do, in the editor's language."""

    key: str
    text: str
    is_error: bool = True


class PublicationRefused(Exception):
    """A page (`article`) that may not go public as it stands, with its `problems`."""

    def __init__(self, article, problems):
        super().__init__(f"{article.title}: " + "; ".join(problem.text for problem in problems))
        self.article = article
        self.problems = problems


class PublicationCheckedMixin:
    """A page that refuses to go public with problems, whoever asks, a timer or command too."""

    def save(self, *args, **kwargs):
        if self.goes_public():
            refuse_problems(self)
        return super().save(*args, **kwargs)

    def goes_public(self):
        """Return whether this version is live, and was not before."""
        if not self.live:
            return False
        stored = type(self).objects.filter(pk=self.pk, live=True)
        return not stored.filter(live_revision=self.live_revision_id).exists()

    def publication_problems(self):
        """Return what keeps any page back; errors first."""
        return [*_bin(self), *_translation(self)]


def problems_of_article(article):
    """Return the problems that articles alone have, errors first."""
    return [
        *_lengths(article),
        *_expiry(article),
        *_missing_alternative_texts(article),
        *_missing_files(article),
        *_source(article),
        *_address(article),
        *_headings(article),
        *_spelling(article),
    ]


def problems_of(page):
    """Return every problem of `page` as it stands, errors first."""
    return page.publication_problems()


def warnings_of(article):
    """Return the problems that the board may overrule."""
    return [problem for problem in problems_of(article) if not problem.is_error]


def blocking_findings(page):
    """Return the problems that still keep `page` back."""
    has_reason = has_words(getattr(page, "overruling_reason", ""))
    overruled = set(page.overruled_warnings if has_reason else ())
    return [
        problem for problem in problems_of(page) if problem.is_error or problem.key not in overruled
    ]


def refuse_problems(page):
    """Raise `PublicationRefused` when anything keeps `page` back."""
    if problems := blocking_findings(page):
        raise PublicationRefused(page, problems)


def log_overruling(article):
    """Write into the history of `article` which warnings were overruled, and why."""
    texts = [problem.text for problem in warnings_of(article)]
    if texts:
        data = {"reason": article.overruling_reason, "warnings": texts}
        log(instance=article, action=OVERRULE, data=data, revision=article.live_revision)


def _bin(page):
    if getattr(page, "binned_at", None):
        yield Finding("bin", _("Bài đang ở thùng rác. Hãy lấy lại bài trước khi đăng."))


def _translation(page):
    translation = translation_records.translation_of(page)
    missing = translation and translation_records.untranslated(translation)
    if missing:
        yield Finding("translation", translation_records.said_missing(missing))


def _lengths(article):
    if title := article.long_title:
        yield Finding(
            "title_length",
            _("Tiêu đề dài %(length)d chữ, nhiều nhất %(most)d. Hãy rút gọn.")
            % {"length": len(title), "most": LONGEST_TITLE},
        )
    if len(article.lead) > LONGEST_LEAD:
        yield Finding(
            "lead_length",
            _("Sapo dài %(length)d chữ, nhiều nhất %(most)d. Hãy rút gọn.")
            % {"length": len(article.lead), "most": LONGEST_LEAD},
        )


def _expiry(article):
    if article.expire_at and article.expire_at <= timezone.now():
        yield Finding(
            "expired",
            _("Bài đã hết hạn lúc %(time)s. Muốn đăng lại thì bỏ ngày hết hạn, hoặc đặt ngày mới.")
            % {"time": f"{timezone.localtime(article.expire_at):%H:%M %d/%m/%Y}"},
        )


def _missing_alternative_texts(article):
    if article.main_image and not article.main_image_decorative and not article.image_alt.strip():
        yield Finding(
            "main_image_alt",
            _("Ảnh chính chưa có mô tả. Viết ảnh cho thấy gì, hoặc đánh dấu ảnh chỉ để trang trí."),
        )
    for place, image in enumerate(body.described_photos(article.body), start=1):
        if image and not image.decorative and not (image.contextual_alt_text or "").strip():
            yield Finding(
                f"alt_{place}",
                _("Ảnh thứ %(place)s trong bài chưa có mô tả.") % {"place": place},
            )


def _missing_files(article):
    for place, attachment in enumerate(article.attachments.all(), start=1):
        if not attachment.document_id:
            yield Finding(
                f"file_{place}",
                _("Tệp đính kèm “%(title)s” chưa có tệp. Hãy chọn tệp, hoặc xóa dòng ấy.")
                % {"title": attachment.title},
            )


def _source(article):
    if not (article.republished or article.source_published_at):
        return
    if not (article.source_name and article.source_published_at):
        yield Finding(
            "source",
            _("Bài đăng lại phải ghi nguồn: tên báo kèm tác giả, và giờ đăng bài gốc."),
        )
    elif (article.go_live_at or timezone.now()) - article.source_published_at < AFTER_ORIGINAL:
        allowed = timezone.localtime(article.source_published_at + AFTER_ORIGINAL)
        yield Finding(
            "too_early",
            _("Bài đăng lại phải sau bài gốc ít nhất một giờ: sớm nhất lúc %(time)s.")
            % {"time": f"{allowed:%H:%M %d/%m/%Y}"},
        )


def _address(article):
    siblings = article.get_siblings(inclusive=False).exclude(pk=article.pk)
    if article.path and siblings.filter(slug=article.slug).exists():
        yield Finding(
            "slug",
            _("Địa chỉ “%(slug)s” đã có trong chuyên mục; hãy đổi địa chỉ.")
            % {"slug": article.slug},
        )


def _headings(article):
    level, text = next(body.headings(article.body), (2, ""))
    if level > 2:
        yield Finding(
            "headings",
            _("Tiêu đề nhỏ “%(text)s” đứng trước mọi tiêu đề mục.") % {"text": text},
            is_error=False,
        )


def _spelling(article):
    text = "\n".join(article.texts())
    if found := legacy_fonts.preview(text):
        yield _legacy_fonts(found)
    # Of what will be stored: a text may come here with its marks apart.
    elif misplaced := misplaced_tones(nfc(text)):
        yield _misplaced_tones(misplaced)


def _legacy_fonts(found):
    before, after = found.changes[0]
    return Finding(
        "legacy_font",
        _("Bài có chữ gõ bằng phông cũ %(encoding)s, ví dụ “%(before)s” là “%(after)s”.")
        % {"encoding": found.encoding.value, "before": before, "after": after},
        is_error=False,
    )


def _misplaced_tones(words):
    named = ", ".join(
        _("“%(typed)s” (đúng là “%(right)s”)") % {"typed": typed, "right": right}
        for typed, right in list(words.items())[:MOST_NAMED]
    )
    if len(words) > MOST_NAMED:
        named += _(" và %(number)d chữ khác") % {"number": len(words) - MOST_NAMED}
    text = _("Dấu thanh đặt sai chỗ: %(words)s. Hãy sửa trong bài.") % {"words": named}
    return Finding("tones", text, is_error=False)
