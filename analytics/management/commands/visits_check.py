from django.core.management.base import BaseCommand, CommandError

from analytics import bookkeeping


class Command(BaseCommand):
    help = "Kiểm tra sổ lượt truy cập, lượt xem chờ, đồng hồ và khóa; khác 0 nếu có gì sai."

    def add_arguments(self, parser):
        parser.add_argument(
            "--repair",
            action="store_true",
            help="tính lại những gì tính lại được và nói đã làm gì; không hạ con số nào",
        )

    def handle(self, repair, **options):
        if repair:
            for sentence in bookkeeping.repair():
                self.stdout.write(f"Đã sửa. {sentence}")
        for sentence in bookkeeping.notices():
            self.stdout.write(f"Lưu ý. {sentence}")
        problems = bookkeeping.problems()
        if problems:
            raise CommandError("Sổ không khớp:\n" + "\n".join(problems))
        self.stdout.write("Sổ lượt truy cập khớp.")
