from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from ...groups import PAGE_PERMISSIONS, create_roles


class Command(BaseCommand):
    help = "Tạo các vai trò của tòa soạn và quy trình duyệt bài; chạy lại chỉ bổ sung phần thiếu."

    def handle(self, **options):
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise CommandError("Chưa có trang chủ. Hãy chạy lệnh migrate trước.")
        create_roles(site.root_page)
        roles = ", ".join(PAGE_PERMISSIONS)
        self.stdout.write(f"Đã có các vai trò: {roles}; mỗi chuyên mục một quy trình duyệt bài.")
