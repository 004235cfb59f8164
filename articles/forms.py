"""The form in which an article is written."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import Truncator

from . import publication_checks
from .models.people import Author
from .slugs import VietnameseSlugForm


class ArticleForm(VietnameseSlugForm):
    """Begins a new article with its writer's byline; the board alone overrules warnings."""

    # For the choosers in the form (`ArticleSnippetChooser`); what comes back is not read.
    article_language = forms.CharField(widget=forms.HiddenInput, disabled=True, required=False)

    def __init__(self, data=None, *args, instance=None, for_user=None, **kwargs):
        # What comes back from the form has its bylines already, or had them taken out.
        is_new = data is None and instance is not None and instance.pk is None
        # A preview of nothing typed yet belongs to no language.
        if is_new and instance.locale_id and for_user is not None:
            begin_byline(instance, for_user)
        super().__init__(data, *args, instance=instance, for_user=for_user, **kwargs)
        self._allow_long_title()
        if self.instance.locale_id:
            self.initial["article_language"] = self.instance.locale.language_code

        may_publish = instance is not None and _may_publish(self.for_user, self)
        if not may_publish:
            self.fields.pop("overruling_reason", None)

    def _allow_long_title(self):
        """Let a draft have a title of any length: it is refused where it would go public."""
        title = self.fields.get("title")
        if title is None:
            return
        title.max_length = None
        title.validators = [
            each for each in title.validators if not isinstance(each, MaxLengthValidator)
        ]
        title.widget.attrs.pop("maxlength", None)
        self.initial["title"] = self.instance.long_title or self.initial.get("title", "")

    def clean_title(self):
        title = self.cleaned_data["title"]
        is_long = len(title) > publication_checks.LONGEST_TITLE
        self.instance.long_title = title if is_long else ""
        return Truncator(title).chars(publication_checks.LONGEST_TITLE) if is_long else title

    def _post_clean(self):
        """Let an article that has expired be saved: only a date that is new has to be ahead.

        Wagtail puts its check of the dates in front of this class, and so behind `clean`.
        """
        if "expire_at" in self.errors and "expire_at" not in self.changed_data:
            del self.errors["expire_at"]
            self.cleaned_data["expire_at"] = self.initial.get("expire_at")
        super()._post_clean()

    def save(self, commit=True):
        """Remember which warnings a new reason is about."""
        if "overruling_reason" in self.changed_data:
            warnings = publication_checks.warnings_of(self.instance)
            self.instance.overruled_warnings = [warning.key for warning in warnings]
        return super().save(commit)


def begin_byline(article, user):
    """Give an article without bylines that of `user`, where an author is theirs."""
    author = Author.objects.filter(account=user, locale=article.locale).first()
    if author and not article.bylines.count():
        row = article.bylines.model(author=author, locale=article.locale)
        row.fill_from_author()
        article.bylines.add(row)


def _may_publish(user, form):
    """Return whether `user` may publish what `form` edits, or what it adds below its parent."""
    if user is None:
        return False
    page = form.instance if form.instance.pk else form.parent_page
    return page is not None and page.permissions_for_user(user).can_publish()
