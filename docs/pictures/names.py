"""Whether the buttons and fields that the editors' guide names stand on the screens so."""

import re

from .demo import ROOT

GUIDE = ROOT / "docs" / "bien-tap.md"
# What shows in rare states only: an article that has expired, a photo being taken in.
OWN_WORDS = ROOT / "site_ldld" / "locale" / "en" / "LC_MESSAGES" / "django.po"
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
# What can be read or heard in a page, also in what is closed still, and what its scripts say.
TEXTS = """
async () => {
  const texts = [];
  const collect = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element instanceof HTMLTemplateElement) collect(element.content);
      for (const { value } of element.attributes) texts.push(value);
      const text = element.matches('style') ? '' : element.textContent;
      if (text.length < 300) texts.push(text);
    }
  };
  collect(document);
  // A menu that is closed has been taken out of the page.
  const sent = await (await fetch(location.href)).text();
  collect(new DOMParser().parseFromString(sent, 'text/html'));
  return texts.join('\\n');
}
"""

seen = []


def look(page):
    """Remember the texts of `page` as it stands."""
    seen.append(" ".join(page.evaluate(TEXTS).split()))


def names():
    """Return what the guide sets in bold: the names of what stands on the screen."""
    found = BOLD.findall(GUIDE.read_text(encoding="utf-8"))
    # "(3/9)" counts; a full stop ends the first words of an item.
    return sorted({" ".join(name.split("(")[0].split()).rstrip(" .:…") for name in found} - {""})


def unseen():
    """Return the names that stood on no screen that was looked at, nor among our own words."""
    own = re.findall(r'^msgid "(.+)"$', OWN_WORDS.read_text(encoding="utf-8"), re.MULTILINE)
    texts = "\n".join([*seen, *own])
    return [
        name
        for name in names()
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", texts, re.IGNORECASE)
    ]
