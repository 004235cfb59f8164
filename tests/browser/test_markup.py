"""The HTML of the demo site: what the readers' site maps name, and the newest articles."""

import re

from tests.markup import complaints_about

MAPS = ("/so-do-trang/", "/en/site-map/")
OTHERS = ("/luu-tru/", "/tim-kiem/?q=công+đoàn", "/khong-co-trang-nay/")
IN_MAIN = re.compile(r"<main.*</main>", re.DOTALL)
LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)"')


def test_every_page_on_the_site_maps_is_valid_html(playwright, site, tmp_path):
    reader = playwright.request.new_context(base_url=site)
    texts = {path: reader.get(path).text() for path in (*MAPS, *OTHERS)}
    for path in links_in(*(texts[path] for path in MAPS)):
        texts[path] = reader.get(path).text()
    newest = [path for path in links_in(texts["/"], texts["/en/"]) if path not in texts]
    texts |= {path: reader.get(path).text() for path in newest[:12]}
    reader.dispose()
    assert len(texts) > 40
    pages = {re.sub(r"\W+", "-", path): text for path, text in texts.items()}
    complaints = complaints_about(pages, tmp_path)
    assert not complaints, "\n".join(complaints)


def links_in(*texts):
    """Return the addresses of the pages that the main parts of `texts` lead to."""
    found = {path: None for text in texts for path in LINK.findall(IN_MAIN.search(text)[0])}
    return [path for path in found if not path.endswith("/rss/") and "/media/" not in path]
