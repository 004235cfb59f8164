from django.core.management.base import BaseCommand

from page_cache.models import Drop


class Command(BaseCommand):
    help = "Bỏ mọi trang đang giữ sẵn cho người đọc; người mở đầu tiên chờ trang được làm lại."

    def handle(self, **options):
        Drop.objects.create()
        self.stdout.write("Đã bỏ mọi trang giữ sẵn.")
