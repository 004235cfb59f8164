from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from analytics.bookkeeping import lock_ledger, open_books
from analytics.models import LedgerEntry
from analytics.reading import current


class Command(BaseCommand):
    help = (
        "Ghi số lượt truy cập của trang cũ vào sổ, một lần; ghi sai thì sửa trong trang quản trị."
    )

    def add_arguments(self, parser):
        parser.add_argument("--total", required=True, metavar="N", help="số lượt của trang cũ")
        parser.add_argument("--note", required=True, metavar="LÝ-DO", help="vì sao, từ đâu")

    def handle(self, total, note, **options):
        if (
            not (total.isascii() and total.isdigit())
            or not 0 < int(total) <= LedgerEntry.MAX_AMOUNT
        ):
            raise CommandError(
                f"--total={total!r} không phải số lượt. Hãy viết một số nguyên dương, "
                "không dấu chấm, ví dụ --total 2311602."
            )
        if not note.strip():
            raise CommandError("Hãy ghi lý do vào --note, ví dụ --note 'Số của trang cũ'.")
        try:
            open_first(int(total), note.strip())
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"Đã ghi {total} lượt. Tổng số nay là {current().total}.")


@transaction.atomic
def open_first(total, note):
    """Write the first entry of the ledger, which nobody else may write meanwhile."""
    lock_ledger()
    if LedgerEntry.objects.exists():
        first = LedgerEntry.objects.last()
        raise CommandError(
            f"Sổ đã mở ngày {first.made_at:%d/%m/%Y} với {first.amount} lượt ({first.note}). "
            "Muốn cộng thêm, hãy ghi bút toán điều chỉnh trong trang quản trị."
        )
    if total < (shown := current().total):
        raise CommandError(
            f"Trang đang hiện {shown} lượt, nhiều hơn --total={total}. Số của trang cũ được "
            "cộng vào số đang có; hãy kiểm tra lại con số rồi chạy lại."
        )
    open_books(total, note)
