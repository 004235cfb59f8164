import socket
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from granian import Granian
from granian.constants import Interfaces

from articles.models import SearchedArticle, SectionPage

from ...accounts import LOGINS

HOST = "127.0.0.1"
# Threads that wait for the disk together share one commit of the visit counter.
THREADS_PER_WORKER = 16
SECONDS_TO_END = 2
BESIDE = ("run_timers", "make_photo_sizes", "make_most_read_pages")


class Command(BaseCommand):
    help = "Chạy trang trên máy này: cập nhật cơ sở dữ liệu, tạo trang mẫu lần đầu, rồi phục vụ."

    def handle(self, **options):
        check_port(settings.PORT)
        check_database()
        self.stdout.write("Cơ sở dữ liệu …")
        call_command("migrate", verbosity=0, interactive=False)
        if not SectionPage.objects.exists():
            self.stdout.write("Trang mẫu (lần đầu mất khoảng một phút) …")
            call_command("create_demo_site", stdout=self.stdout)
        elif not SearchedArticle.objects.exists():
            self.stdout.write("Chỉ mục tìm kiếm (lần đầu) …")
            call_command("index_search", stdout=self.stdout)
        self.print_addresses()
        beside = [start(name) for name in BESIDE]
        try:
            serve()
        finally:
            for process in beside:
                process.terminate()

    def print_addresses(self):
        address = f"http://{HOST}:{settings.PORT}"
        lines = [
            "",
            f"  Trang:      {address}/",
            f"  Tiếng Anh:  {address}/en/",
            f"  Quản trị:   {address}/admin/",
        ]
        if settings.DEMO_PASSWORD:
            lines.append(f"  Đăng nhập:  {', '.join(LOGINS)}")
            lines.append(f"  Mật khẩu:   {settings.DEMO_PASSWORD}")
        lines += [f"  Thư gửi đi: {settings.EMAIL_FILE_PATH}", "  Dừng:       Ctrl+C", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def start(command):
    """Return the process of a management command that runs beside the server.

    Ctrl+C does not reach it, and nobody reads where it stood: the server ends it.
    """
    manage = settings.BASE_DIR / "manage.py"
    return subprocess.Popen([sys.executable, manage, command], process_group=0)


def serve():
    """Serve the site until this process is told to end."""
    Granian(
        "site_ldld.wsgi:application",
        address=HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WEB_WORKERS,
        blocking_threads=THREADS_PER_WORKER,
        # Told to end by the terminal and by this process at once, a worker may wait for ever.
        workers_kill_timeout=SECONDS_TO_END,
        # Its advice about threads is for pages alone; here they wait for the disk.
        log_level="error",
    ).serve()


def check_port(port):
    """Stop with advice when another program already listens on `port`, or it is no port."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except (OSError, OverflowError) as error:
        raise CommandError(
            f"Không dùng được cổng {port}: một chương trình khác đang giữ, hoặc số cổng sai. "
            f"Hãy dừng chương trình ấy, hoặc chọn cổng khác: PORT={port % 60000 + 1} make run."
        ) from error


def check_database():
    """Stop with advice when the database does not answer."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise CommandError(
            f"Cơ sở dữ liệu không trả lời ({str(error).strip().splitlines()[0]}). "
            "Hãy kiểm tra DATABASE_URL, hoặc bỏ trống để dùng SQLite."
        ) from error
