from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ...two_factor import devices


class Command(BaseCommand):
    help = "Tắt xác thực hai bước của một tài khoản, khi người ấy mất cả điện thoại và mã dự phòng."

    def add_arguments(self, parser):
        parser.add_argument("account", help="tên đăng nhập")

    def handle(self, *, account, **options):
        user = get_user_model().objects.filter(username=account).first()
        if user is None:
            raise CommandError(f"Không có tài khoản {account!r}.")
        if not devices.is_on(user):
            raise CommandError(f"Tài khoản {account!r} chưa bật xác thực hai bước.")
        devices.disable(user)
        self.stdout.write(f"Đã tắt xác thực hai bước của {account}.")
