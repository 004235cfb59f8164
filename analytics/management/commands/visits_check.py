from django.core.management.base import BaseCommand, CommandError

from analytics import bookkeeping


class Command(BaseCommand):
    help = "Kiểm tra sổ lượt truy cập có khớp không; khác 0 nếu lệch."

    def handle(self, **options):
        problems = bookkeeping.problems()
        if problems:
            raise CommandError("Sổ không khớp:\n" + "\n".join(problems))
        self.stdout.write("Sổ lượt truy cập khớp.")
