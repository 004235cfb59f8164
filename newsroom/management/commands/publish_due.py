from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import Revision

from articles.publication_checks import PublicationRefused, refuse_problems

from ...notifications import tell_of_refusal


class Command(BaseCommand):
    help = "Đăng bài đến giờ hẹn, gỡ bài hết hạn; bài còn vướng thì báo lại, không cản bài khác."

    def handle(self, **options):
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
        for revision in due.order_by("approved_go_live_at"):
            self.hold_back_refused(revision)
        call_command("publish_scheduled", verbosity=0)

    def hold_back_refused(self, revision):
        """Take what may not go public off the schedule, and tell who gave it its hour."""
        page = revision.as_object()
        try:
            if hasattr(page, "overruling_reason"):
                refuse_problems(page)
        except PublicationRefused as refused:
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            tell_of_refusal(page, refused)
            self.stderr.write(str(refused))
