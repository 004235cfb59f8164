from django.core.management.base import BaseCommand

from ...contact.delivery import deliver_waiting


class Command(BaseCommand):
    help = "Gửi lại vào hộp thư những thư độc giả chưa chuyển được."

    def handle(self, **options):
        deliver_waiting()
