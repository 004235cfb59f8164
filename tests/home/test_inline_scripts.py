"""No page of the admin holds a script that its policy would refuse."""

import json
from base64 import b64encode
from hashlib import sha256

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from home.inline_scripts import without_scripts
from tests.admin_addresses import addresses_about
from tests.factories import ArticlePageFactory, StandardPageFactory, the_home

RUN = (None, "", "text/javascript", "application/javascript", "module")
LARGE_FORMS = ("/edit/", "/add/", "/new/", "/upload/", "/chooser", "/choose", "/list/", "/reports/")


def scripts_in(html):
    """Return the texts of the scripts that a browser would run out of `html` itself."""
    found = BeautifulSoup(html, "html.parser").find_all("script", src=False)
    return [script.text for script in found if script.get("type") in RUN]


def begun_in(html):
    """Return {name of a widget: its arguments} of what `html` holds as data."""
    found = BeautifulSoup(html, "html.parser").find_all(attrs={"data-starts": True})
    return {script["data-starts"]: json.loads(script["data-with"]) for script in found}


@pytest.fixture
def administrator(client, db):
    client.force_login(User.objects.create_superuser("quan-tri", "quan-tri@example.vn", "x"))
    return client


@pytest.mark.parametrize(
    ("script", "name", "arguments"),
    [
        (r'new PageChooser("id\u002Da", {"url": "/x/"});', "PageChooser", {"url": "/x/"}),
        ('new Chooser("id-a", {"a": "b\\"c);"});', "Chooser", {"a": 'b"c);'}),
        (r'initDateChooser("id\u002Da", {"f": "d/m/Y"});', "initDateChooser", {"f": "d/m/Y"}),
    ],
)
def test_a_widget_is_begun_with_the_arguments_that_wagtail_gave_it(script, name, arguments):
    html = without_scripts(f"<td><script>{script}</script></td>")
    assert begun_in(html) == {name: ["id-a", arguments]} and scripts_in(html) == []


@pytest.mark.parametrize(
    "script",
    ["alert(1)", "new Function('x')", "new Chooser(alert(1));", 'x("a");new Chooser("a");'],
)
def test_any_other_script_stays_what_the_policy_refuses(script):
    html = f"<script>{script}</script>"
    assert without_scripts(html) == html


def test_rows_that_can_be_added_are_begun_by_data(administrator):
    article = ArticlePageFactory()
    html = administrator.get(f"/admin/pages/{article.pk}/edit/").text
    assert begun_in(html)["InlinePanel"][0]["formsetPrefix"] == "id_attachments"
    assert "SnippetChooser" in begun_in(html)


def test_a_part_of_a_page_in_json_has_none_either(administrator):
    article = ArticlePageFactory()
    answer = administrator.get(reverse("wagtailadmin_pages:set_privacy", args=[article.pk]))
    assert answer["Content-Type"] == "application/json"
    assert scripts_in(answer.json()["html"]) == []


def test_no_page_of_the_admin_runs_a_script_written_into_it(administrator):
    looked_at = 0
    for address in addresses_about(ArticlePageFactory(title="Chuyện")):
        if not any(part in address for part in LARGE_FORMS):
            continue
        answer = administrator.get(address)
        kind = answer.headers.get("Content-Type", "")
        if answer.streaming or answer.status_code != 200 or "html" not in kind:
            continue
        assert scripts_in(answer.text) == [], address
        looked_at += 1
    assert looked_at > 50


def test_the_scripts_that_are_written_into_translations_are_the_ones_allowed(administrator):
    english = Locale.objects.get(language_code="en")
    home = the_home()
    source, _created = TranslationSource.get_or_create_from_instance(home)
    Translation.objects.create(source=source, target_locale=english).save_target()
    translated = home.get_translation(english)
    standard = StandardPageFactory()
    forms = (f"pages/{translated.pk}/edit/", f"localize/submit/page/{standard.pk}/")
    written = [
        script for form in forms for script in scripts_in(administrator.get(f"/admin/{form}").text)
    ]
    fingerprints = [b64encode(sha256(script.encode()).digest()).decode() for script in written]
    allowed = settings.ADMIN_CONTENT_SECURITY_POLICY["script-src"]
    assert allowed == ["'self'", *(f"'sha256-{each}'" for each in fingerprints)]
