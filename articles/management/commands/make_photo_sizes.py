import os
import signal
import threading
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.tasks import ask_for_missing_photo_sizes


class Command(BaseCommand):
    help = "Tạo các cỡ của ảnh mới tải lên cho đến khi dừng; làm tiếp những gì lần trước dang dở."

    def add_arguments(self, parser):
        parser.add_argument(
            "--batch", action="store_true", help="làm hết những gì đang chờ rồi thôi"
        )

    def handle(self, batch, **options):
        if not batch:
            threading.Thread(target=end_with, args=[os.getppid()], daemon=True).start()
        call_command("prune_db_task_results", "--backend", "photos", verbosity=0)
        ask_for_missing_photo_sizes()
        call_command("db_worker", "--backend", "photos", "--no-reload", batch=batch, verbosity=0)


def end_with(parent):
    """Ask this process to end, after the photo at hand, once its `parent` has been killed."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
