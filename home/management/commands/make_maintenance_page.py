from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

from home.models import HomePage


class Command(BaseCommand):
    help = "Ghi trang báo bảo trì vào thư mục tệp tĩnh, để nginx đưa ra khi trang không chạy."

    def handle(self, **options):
        homes = dict.fromkeys(code for code, _name in settings.LANGUAGES)
        for home in HomePage.objects.live().select_related("locale"):
            homes[home.locale.language_code] = home
        with translation.override(settings.LANGUAGE_CODE):
            page = render_to_string("maintenance.html", {"homes": homes})
        (settings.STATIC_ROOT / "bao-tri.html").write_text(page.lstrip(), encoding="utf-8")
