import time
from io import BytesIO
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from wagtail.models import Page, Site

from analytics import queries

# Of a week; as many as most of the readers of an hour look at.
DAYS = 7
MOST = 200


class Command(BaseCommand):
    help = (
        "Làm sẵn những trang được đọc nhiều nhất. Chạy sau khi khởi động: "
        "bản mới của trang không dùng lại trang cũ, mà người đọc thì không phải đợi."
    )

    def handle(self, **options):
        application, addresses = get_wsgi_application(), most_read()
        for address in addresses:
            begun = time.monotonic()
            read(application, address)
            # Readers who ask meanwhile come first.
            time.sleep(time.monotonic() - begun)
        self.stdout.write(f"Đã làm sẵn {len(addresses)} trang.")


def most_read():
    """Return the full addresses of the front pages, and of the pages that were viewed most."""
    viewed = [row["page"] for row in queries.views_by_page(DAYS)[:MOST]]
    roots = Site.objects.values_list("root_page__translation_key", flat=True)
    fronts = Page.objects.filter(translation_key__in=roots).values_list("pk", flat=True)
    keys = dict.fromkeys([*fronts, *viewed])
    pages = Page.objects.live().public().in_bulk(keys)
    return [pages[key].full_url for key in keys if key in pages]


def read(application, address):
    """Have the site answer `address`, as a reader who comes by the server in front of it."""
    url = urlsplit(address)
    environ = {
        "HTTP_HOST": url.netloc,
        "PATH_INFO": url.path,
        "QUERY_STRING": "",
        "REQUEST_METHOD": "GET",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": url.scheme,
    }
    setup_testing_defaults(environ)
    response = application(environ, lambda status, headers: None)
    try:
        b"".join(response)
    finally:
        response.close()
