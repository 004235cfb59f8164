"""The form in which an article is written."""

from . import publishing
from .models.people import Author
from .slugs import VietnameseSlugForm


class ArticleForm(VietnameseSlugForm):
    """Begins a new article with its writer's byline; the board alone overrules warnings."""

    def __init__(self, data=None, *args, instance=None, for_user=None, **kwargs):
        # What comes back from the form has its bylines already, or had them taken out.
        is_new = data is None and instance is not None and instance.pk is None
        # A preview of nothing typed yet belongs to no language.
        if is_new and instance.locale_id and for_user is not None:
            self._begin_byline(instance, for_user)
        super().__init__(data, *args, instance=instance, for_user=for_user, **kwargs)

        may_publish = instance is not None and _may_publish(self.for_user, self)
        if not may_publish:
            self.fields.pop("overruling_reason", None)

    def save(self, commit=True):
        """Remember which warnings a new reason is about."""
        if "overruling_reason" in self.changed_data:
            warnings = publishing.warnings_of(self.instance)
            self.instance.overruled_warnings = [warning.key for warning in warnings]
        return super().save(commit)

    def _begin_byline(self, article, user):
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
