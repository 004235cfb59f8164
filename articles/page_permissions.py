"""What a person may do with an article, where Wagtail would ask the database for each row."""

from wagtail.models import PagePermissionTester


class ArticlePermissions(PagePermissionTester):
    """Nothing stands below an article: whether it may be deleted, or moved, its own row says."""

    def can_delete(self, ignore_bulk=False):
        """Return what Wagtail answers for a page without pages below it."""
        user, page = self.user, self.page
        if user.is_superuser or not user.is_active:
            return user.is_active
        is_own = "add" in self.permissions and page.owner_id == user.pk
        if "change" not in self.permissions and not is_own:
            return False
        return "publish" in self.permissions or not page.live
