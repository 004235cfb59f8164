from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import Photo

from ...accounts import create_accounts
from ...generated import create_articles
from ...site import DemoSite


class Command(BaseCommand):
    help = (
        "Tạo trang mẫu: chuyên mục, bài viết, tác giả, ảnh, bản tiếng Anh. "
        "Chạy lại chỉ thêm những gì còn thiếu."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--articles",
            type=int,
            default=0,
            metavar="N",
            help="tạo thêm N bài viết sinh tự động để thử tải",
        )

    def handle(self, articles, **options):
        if articles < 0:
            raise CommandError("--articles cần một số không âm, ví dụ --articles 1000.")
        with transaction.atomic():
            demo = DemoSite(say=lambda step: self.stdout.write(f"  {step} …"))
            demo.build()
            if settings.DEMO_PASSWORD:
                create_accounts()
            if articles:
                create_articles(articles, say=lambda step: self.stdout.write(f"  {step}"))
        self.stdout.write("  Các cỡ ảnh …")
        for photo in Photo.objects.lacking_sizes():
            photo.make_sizes()
        self.stdout.write(self.style.SUCCESS("Trang mẫu đã sẵn sàng."))
        if not settings.DEMO_PASSWORD:
            self.stdout.write(
                "Không tạo tài khoản mẫu ở môi trường này; dùng lệnh createsuperuser."
            )
