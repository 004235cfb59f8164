"""Makes the pictures of docs/images/: python docs/take_screenshots.py [name of a public page …]

Starts a server of its own with the demo site in a temporary folder and looks at it with the
system's Chromium. Needs the development requirements (make test installs them). With names, only
those of `pictures.public.PAGES` are taken anew; without, everything, and it fails where the
editors' guide names a button that stands on no screen.
"""

import shutil
import sys

from pictures import admin, names, public
from pictures.camera import IMAGES
from pictures.demo import demo_site
from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(wanted):
    unknown = set(wanted) - set(public.PAGES)
    if unknown:
        raise SystemExit(f"Unknown: {', '.join(unknown)}. Known: {', '.join(public.PAGES)}.")
    IMAGES.mkdir(exist_ok=True)
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit(f"No browser: none of {', '.join(BROWSERS)} is installed.")
    with demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        public.take_all(browser, address, lambda name: not wanted or name in wanted)
        if not wanted:
            admin.take_all(browser, address)
        browser.close()
    if not wanted and (unseen := names.unseen()):
        raise SystemExit(f"The guide names what stands on no screen: {', '.join(unseen)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
