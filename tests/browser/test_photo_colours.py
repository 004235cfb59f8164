"""What the site makes of a photo looks as Chromium shows the photo itself."""

from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from PIL import Image

from tests.articles import colour_pictures
from tests.articles.test_image_colours import UNSEEN, difference, stored

DRAW = """async (source) => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1];
}"""


@pytest.fixture(scope="module")
def blank(browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", sorted(colour_pictures.shown()))
def test_a_stored_photo_looks_as_the_browser_shows_the_original(name, blank):
    kind, content = colour_pictures.shown()[name]
    drawn = blank.evaluate(DRAW, f"data:image/{kind};base64,{b64encode(content).decode()}")
    assert difference(stored(content), Image.open(BytesIO(b64decode(drawn)))) <= UNSEEN
