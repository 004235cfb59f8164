import logging
import os
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger(__name__)

# Command, and seconds from one start of it to the next; on a server systemd's timers do the same.
TIMERS = (("publish_due", 60), ("visits_tidy", 600), ("empty_bin", 3600), ("deliver_letters", 900))


class Command(BaseCommand):
    help = "Chạy những việc theo giờ (đăng bài hẹn giờ, dọn sổ lượt truy cập) cho đến khi dừng."

    def handle(self, **options):
        started_by = os.getppid()
        due = dict.fromkeys((name for name, _seconds in TIMERS), time.monotonic())
        while os.getppid() == started_by:
            for name, seconds in TIMERS:
                if time.monotonic() >= due[name]:
                    due[name] = time.monotonic() + seconds
                    run(name)
            time.sleep(1)


def run(name):
    """Run the command `name`; one that fails is logged, and tried again when it is due."""
    close_old_connections()
    try:
        call_command(name, verbosity=0)
    except Exception:
        logger.exception("%s failed", name)
