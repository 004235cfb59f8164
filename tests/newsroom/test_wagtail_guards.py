"""What the doors of the admin know Wagtail by is still Wagtail's: words, names, routes."""

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loaders.app_directories import Loader
from django.urls import URLPattern, get_resolver, reverse

from accounts import admin_urls as accounts_admin_urls
from accounts.two_factor.middleware import ALWAYS_OPEN
from articles import middleware as articles_middleware
from home.admin_localization import catalogues, menus, unmarked_strings
from home.admin_localization import urls as home_admin_urls
from newsroom import admin_urls, middleware, permissions, usage_protection
from newsroom.translations import rights
from tests.test_architecture import ROOT, modules

IS_NAMESPACED = re.compile(r"wagtail\w*:\w+")
IN_TEMPLATE = re.compile(r"""\{% url ["'](wagtail[\w:]+)["']""")
RIGHTS = (
    *(rights.EDITING, rights.READING, rights.FOR_THE_BOARD),
    *(rights.FOR_TRANSLATORS, rights.FOR_EVERYBODY),
)
ARGUMENTS = {
    *permissions.PAGE_ARGUMENTS,
    *articles_middleware.TEXTS_WITH_KEYS,
    *(argument for _model, argument in usage_protection.DELETING.values()),
}


def _addresses(resolver=None, route="", namespace=""):
    """Yield (route, name or "") of every address, as a request's match has them."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield whole, f"{namespace}{pattern.name}" if pattern.name else ""
        else:
            inside = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _addresses(pattern, whole, namespace + inside)


@pytest.fixture(scope="module")
def names():
    return {name for _route, name in _addresses()}


@pytest.fixture(scope="module")
def routes():
    """Return the routes that have names: of what stands before Wagtail's addresses none has."""
    return {route for route, name in _addresses() if name}


def _names_in_code():
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = getattr(node, "value", None)
            if isinstance(value, str) and IS_NAMESPACED.fullmatch(value):
                yield value
    for path in (ROOT / "templates").rglob("*.html"):
        yield from IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))


def test_every_name_of_an_address_is_one(names):
    known = {*_names_in_code(), *ALWAYS_OPEN, *articles_middleware.WITHOUT_KEYS}
    known |= {permissions.CHOSEN_PAGES, "wagtailadmin_home", "wagtailadmin_explore"}
    known |= {"wagtail_bulk_action", "wagtail_serve"}
    known |= {f"wagtail_localize:{name}" for group in RIGHTS for name in group}
    assert len(known) > 40
    assert sorted(known - names) == []


def test_what_stands_before_wagtails_addresses_stands_before_something(routes):
    ours = [
        f"admin/{pattern.pattern}"
        for urls in (accounts_admin_urls, admin_urls, home_admin_urls)
        for pattern in urls.urlpatterns
    ]
    assert len(ours) > 40
    assert [route for route in ours if route not in routes] == []


def test_every_route_is_one(routes):
    begins = (permissions.REPORTS, articles_middleware.FOR_SEVERAL, permissions.STEP_CHOOSER)
    begins += (f"{permissions.REPORTS}page-types-usage/",)
    assert [each for each in middleware.FORMS_THAT_FAIL_EMPTY if each not in routes] == []
    assert [each for each in begins if not any(route.startswith(each) for route in routes)] == []
    assert any(permissions.CHOOSER.match(route) for route in routes)
    # By which `only_allowed_reports` knows the report on translations.
    assert "/localize/" in reverse("wagtail_localize:translations_report")


def test_every_part_of_what_translators_are_kept_from_is_a_route(routes):
    pattern = permissions.NOT_FOR_TRANSLATORS
    kept = " ".join(match[0] for route in routes if (match := pattern.match(route)))
    words = set(re.findall(r"(?<!:)\b[a-z_-]{3,}\b(?![:>])", pattern.pattern))
    assert len(words) > 10
    assert [word for word in words if f"/{word}/" not in kept.replace("admin/", "/admin/")] == []


def test_every_argument_of_an_address_is_one(routes):
    used = set(re.findall(r"<(?:\w+:)?(\w+)>", " ".join(routes)))
    assert sorted(ARGUMENTS - used) == []


def test_wagtail_refuses_in_the_words_that_the_door_listens_for():
    source = Path(find_spec("wagtail.admin").origin).with_name("auth.py")
    assert middleware.WAGTAILS_REFUSAL in source.read_text(encoding="utf-8")
    assert (None, middleware.WAGTAILS_REFUSAL) in catalogues.texts_of_packages("django")


def test_what_is_translated_for_each_reader_is_still_said():
    said = {text for _context, text in catalogues.texts_of_packages("django")}
    assert [text for text in unmarked_strings.EAGERLY_TRANSLATED if text not in said] == []


def test_the_forms_words_in_the_browser_are_still_said():
    scripts = Path(find_spec("wagtail_localize").origin).parent / "static/wagtail_localize/js"
    text = (scripts / "wagtail-localize.js").read_text(encoding="utf-8")
    reworded = (ROOT / "site_ldld/static/js/admin-words.js").read_text(encoding="utf-8")
    assert "More actions" in text and "/^More actions$/" in reworded
    assert " translation" in text and "translation$/" in reworded


def test_the_menus_entries_are_still_wagtails():
    hooks = Path(find_spec("wagtail.admin").origin).with_name("wagtail_hooks.py")
    text = hooks.read_text(encoding="utf-8")
    assert [name for name in menus.FOREIGN_BOOKS if name not in text] == []


def test_every_template_that_stands_in_for_a_packages_stands_in_for_one():
    folders = [Path(each) for each in settings.TEMPLATES[0]["DIRS"]]
    ours = [
        path.relative_to(folder).as_posix()
        for folder in folders
        for path in folder.glob("wagtail*/**/*.html")
    ]
    assert len(ours) > 20
    assert [name for name in ours if not _is_a_packages(name)] == []


def _is_a_packages(name):
    sources = Loader(engines["django"].engine).get_template_sources(name)
    return any(Path(source.name).exists() for source in sources)
