from django.core.management.base import BaseCommand

from analytics import bookkeeping


class Command(BaseCommand):
    help = "Dọn sổ lượt truy cập: gộp ngày cũ, xóa dấu vết đã hết hạn. Chạy lúc nào cũng được."

    def handle(self, verbosity, **options):
        done = bookkeeping.tidy()
        if not verbosity:
            return
        self.stdout.write(
            f"Đã đếm {done['replayed']} lượt chờ, khóa {done['days']} ngày, "
            f"gộp {done['pages']} tháng của các trang."
        )
