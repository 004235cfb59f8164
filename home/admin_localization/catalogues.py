"""What the catalogues of this site still owe: the texts that stay in a language nobody chose.

The project's own texts stand in Vietnamese in the code and need English; the installed packages'
stand in English and need Vietnamese. A catalogue of ours may correct a package's own.
"""

import ast
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

from . import unmarked_strings

DOMAINS = ("django", "djangojs")
GETTEXT = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2}
# Templatize answers with each text as a call, one quoted argument a text.
IN_TEMPLATE = re.compile(r"""\b(?:_|n?gettext)\(\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", re.S)
# %(name)s, %s, {name}, <tag …>, &entity; what a program fills in or reads.
FILLED = re.compile(r"%\([^)]+\)[sdif]|%[sd](?![A-Za-z])|\{\w*\}|</?[a-z][^>]*>|&[a-z]+;")
WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True)
class CatalogueIssue:
    """A text that a catalogue owes: `kind` is missing, fuzzy, broken or unused."""

    kind: str
    catalogue: str
    text: str
    why: str = ""

    def __str__(self):
        why = f" ({self.why})" if self.why else ""
        return f"{self.kind}  {self.catalogue}: {self.text!r}{why}"


def catalogue_issues():
    """Return every `CatalogueIssue` of the versions that are installed, catalogue by catalogue."""
    return [*_owed_in_vietnamese("django"), *_owed_in_vietnamese("djangojs"), *_owed_in_english()]


def catalogue_path(language, domain="django"):
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"{domain}.po"


def texts_of_packages(domain):
    """Return {(context, text): entry} of what Django and the installed packages mark, or forget."""
    found = {}
    if domain == "django":
        found = {(None, text): polib.POEntry(msgid=text) for text in unmarked_strings.TEXTS}
    for folder in _package_locales():
        for path in _sources(folder, domain):
            for entry in polib.pofile(str(path)):
                if not entry.obsolete:
                    found.setdefault((entry.msgctxt, entry.msgid), entry)
    return found


def texts_of_ours():
    """Return the texts that this project marks in its code and its templates."""
    found = set()
    for folder in _own_folders():
        for path in folder.rglob("*.py"):
            found.update(_marked_in_code(path.read_text(encoding="utf-8")))
        for path in [*folder.rglob("*.html"), *folder.rglob("*.txt")]:
            found.update(_marked_in_template(path.read_text(encoding="utf-8")))
    return found


def _own_folders():
    """Return the folders of all packages of the project, its tests aside, and of its templates."""
    packages = [path.parent for path in Path(settings.BASE_DIR).glob("*/__init__.py")]
    tests = Path(settings.BASE_DIR) / "tests"
    return [*(path for path in packages if path != tests), *settings.TEMPLATES[0]["DIRS"]]


def fault_of(entry, original):
    """Return what a program or a browser could not use in the translation `entry`, or "".

    All that is filled in or read as markup must be as in `original`, and so must white space at
    the edges, to which other text is glued. Vietnamese has one form for every number: that of
    many, which names the number.
    """
    texts = [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] or [entry.msgstr]
    model = original.msgid_plural or original.msgid
    for text in texts[-1:]:
        lost = Counter(FILLED.findall(model)) - Counter(FILLED.findall(text))
        added = Counter(FILLED.findall(text)) - Counter(FILLED.findall(model))
        if lost or added:
            return ", ".join([*(f"- {part}" for part in lost), *(f"+ {part}" for part in added)])
        if _edges(text) != _edges(model):
            return "white space at an edge"
    return ""


def _package_locales():
    """Return the folders of catalogues outside this project: Django's first, as it is read."""
    yield Path(django.__file__).parent / "conf" / "locale"
    for app in apps.get_app_configs():
        folder = Path(app.path) / "locale"
        if folder.is_dir() and Path(settings.BASE_DIR) not in _own_parents(folder):
            yield folder


def _own_parents(folder):
    """Return the parents of `folder`, none of them if it stands in a virtual environment."""
    return () if "site-packages" in folder.parts else folder.parents


def _sources(folder, domain):
    """Return the list of texts in `folder`; of a package without one, all its translations."""
    english = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    return [english] if english.exists() else sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po"))


def _translated_by_packages(domain):
    found = set()
    for folder in _package_locales():
        path = folder / "vi" / "LC_MESSAGES" / f"{domain}.po"
        # Some packages leave their catalogue uncompiled: nobody reads it then.
        if path.exists() and path.with_suffix(".mo").exists():
            for entry in polib.pofile(str(path)).translated_entries():
                found.add((entry.msgctxt, entry.msgid))
    return found


def _owed_in_vietnamese(domain):
    path = catalogue_path("vi", domain)
    name = f"vi/{domain}.po"
    needed = texts_of_packages(domain)
    entries = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))}
    theirs = _translated_by_packages(domain)
    for key, original in needed.items():
        entry = entries.get(key)
        if entry is None or not (entry.translated() or entry.fuzzy):
            if key not in theirs and WORD.search(original.msgid):
                yield CatalogueIssue("missing", name, original.msgid)
        elif entry.fuzzy:
            yield CatalogueIssue("fuzzy", name, original.msgid)
        elif fault := fault_of(entry, original):
            yield CatalogueIssue("broken", name, original.msgid, fault)
    for key, entry in entries.items():
        if key not in needed:
            yield CatalogueIssue("unused", name, entry.msgid)


def _owed_in_english():
    name = "en/django.po"
    entries = {entry.msgid: entry for entry in polib.pofile(str(catalogue_path("en")))}
    theirs = {text for _context, text in texts_of_packages("django")}
    ours = texts_of_ours()
    yield from (CatalogueIssue("unused", name, text) for text in entries if text not in ours)
    # Templates that stand in for a package's hold texts of its own.
    for text in sorted(ours - theirs):
        entry = entries.get(text)
        if entry is None or not (entry.translated() or entry.fuzzy):
            yield CatalogueIssue("missing", name, text)
        elif entry.fuzzy:
            yield CatalogueIssue("fuzzy", name, text)
        elif fault := fault_of(entry, entry):
            yield CatalogueIssue("broken", name, text, fault)


def _marked_in_code(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for argument in node.args[: GETTEXT.get(name, 0)]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def _marked_in_template(source):
    for text in IN_TEMPLATE.findall(templatize(source)):
        yield ast.literal_eval(text)


def _edges(text):
    return re.match(r"\s*", text)[0], re.search(r"\s*\Z", text)[0]
