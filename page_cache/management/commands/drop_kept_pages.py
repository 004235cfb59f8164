from django.core.management.base import BaseCommand

from page_cache.pages import invalidate_pages_after_commit


class Command(BaseCommand):
    help = "Bỏ mọi trang đang giữ sẵn cho người đọc; người mở đầu tiên chờ trang được làm lại."

    def handle(self, **options):
        invalidate_pages_after_commit()
        self.stdout.write("Đã bỏ mọi trang giữ sẵn.")
