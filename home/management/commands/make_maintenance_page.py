from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

from home.models import HomePage


class Command(BaseCommand):
    help = (
        "Ghi trang báo bảo trì và trang báo tệp quá lớn vào thư mục tệp tĩnh, để nginx đưa ra khi "
        "trang không chạy hoặc khi nginx không nhận tệp."
    )
    # The template of each page, and its name in deploy/nginx.conf.
    pages = {"maintenance.html": "bao-tri.html", "too_large.html": "qua-lon.html"}

    def handle(self, **options):
        homes = dict.fromkeys(code for code, _name in settings.LANGUAGES)
        for home in HomePage.objects.live().select_related("locale"):
            homes[home.locale.language_code] = home
        with translation.override(settings.LANGUAGE_CODE):
            for template, name in self.pages.items():
                page = render_to_string(template, {"homes": homes})
                (settings.STATIC_ROOT / name).write_text(page.lstrip(), encoding="utf-8")
