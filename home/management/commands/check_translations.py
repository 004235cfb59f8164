"""List the texts that would show in the wrong language, for the versions installed."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from ...admin_localization.catalogues import catalogue_issues


class Command(BaseCommand):
    help = "Liệt kê chuỗi dịch còn thiếu, còn ngờ, sai hoặc thừa của các bản thư viện đang cài."

    def handle(self, **options):
        found = catalogue_issues()
        for each in found:
            self.stdout.write(str(each))
        if found:
            kinds = Counter(each.kind for each in found)
            raise CommandError(", ".join(f"{kind}: {number}" for kind, number in kinds.items()))
        self.stdout.write("Bản dịch đủ, không có chỗ sai.")
