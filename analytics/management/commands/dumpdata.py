from django.core.management.commands import dumpdata

from analytics.erasure import SHORT_LIVED


class Command(dumpdata.Command):
    """Django's own command, which leaves out what the counter knows for minutes or for a day."""

    def handle(self, *app_labels, **options):
        options["exclude"] = [
            *options["exclude"],
            *(model._meta.label_lower for model in SHORT_LIVED),
        ]
        return super().handle(*app_labels, **options)
