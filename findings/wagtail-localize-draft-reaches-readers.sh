#!/usr/bin/env bash
# Library:   wagtail-localize 1.14.5 (with Wagtail 7.4.4, Django 5.2.19)
# Behaviour: Translation.save_target(publish=False), "save a draft of the translation", writes the
#            draft's texts into the row of a page that is live. Readers, who are served that row, see
#            the draft at once, although has_unpublished_changes says that it waits, and although
#            the history has no publication of it.
# Expected:  the draft is a revision; the live row keeps what was published last.
# Seen:      published: Bonjour / readers see after saving a draft: Brouillon
#            (live: True, has_unpublished_changes: True)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  "Django==5.2.19" "wagtail==7.4.4" "wagtail-localize==1.14.5"
mkdir "$folder/news"
touch "$folder/news/__init__.py"
cat > "$folder/news/models.py" <<'PYTHON'
from wagtail.models import Page


class NewsPage(Page):
    pass
PYTHON
cat > "$folder/try.py" <<'PYTHON'
import django
from django.conf import settings

settings.configure(
    SECRET_KEY="not a secret",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        *("news", "wagtail_localize", "wagtail_localize.locales", "wagtail.sites", "wagtail.users"),
        *("wagtail.snippets", "wagtail.documents", "wagtail.images", "wagtail.search"),
        *("wagtail.admin", "wagtail", "modelcluster", "taggit", "django.contrib.auth"),
        *("django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"),
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    LANGUAGE_CODE="en",
    LANGUAGES=[("en", "English"), ("fr", "French")],
    WAGTAIL_CONTENT_LANGUAGES=[("en", "English"), ("fr", "French")],
    WAGTAIL_I18N_ENABLED=True,
    WAGTAILADMIN_BASE_URL="http://localhost",
    WAGTAIL_SITE_NAME="news",
    STATIC_URL="/static/",
    USE_TZ=True,
    LOGGING_CONFIG=None,
)
django.setup()

from django.core.management import call_command
from news.models import NewsPage
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

call_command("makemigrations", "news", verbosity=0)
call_command("migrate", verbosity=0)
french = Locale.objects.create(language_code="fr")
page = Page.get_first_root_node().add_child(instance=NewsPage(title="Hello", slug="hello"))
page.save_revision().publish()
source, _created = TranslationSource.get_or_create_from_instance(page)
translation = Translation.objects.create(source=source, target_locale=french)


def translate(text):
    title = source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.update_or_create(
        translation_of=title.string, locale=french, context=title.context, defaults={"data": text}
    )


def readers_see():
    return NewsPage.objects.get(locale=french)


translate("Bonjour")
translation.save_target(publish=True)
print("published:", readers_see().title)
translate("Brouillon")
translation.save_target(publish=False)
row = readers_see()
print("readers see after saving a draft:", row.title)
print(f"(live: {row.live}, has_unpublished_changes: {row.has_unpublished_changes})")
assert (row.live, row.has_unpublished_changes, row.title) == (True, True, "Brouillon")
PYTHON
cd "$folder"
"$folder/venv/bin/python" try.py
