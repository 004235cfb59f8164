from django.core.management.base import BaseCommand

from ...trash import empty


class Command(BaseCommand):
    help = "Xóa hẳn những bài đã nằm trong thùng rác đủ 30 ngày."

    def handle(self, **options):
        self.stdout.write(f"Đã xóa hẳn {empty()} bài.")
