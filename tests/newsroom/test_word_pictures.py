"""Pictures as Word shows them; what the author cut away leaves the file with nobody."""

from io import BytesIO

import pytest
from PIL import Image

from articles.blocks import FigureBlock
from newsroom.word_import.layout import LONGEST_CAPTION

from ..articles.pictures import phone_photo, saved
from .word_by_hand import bare_picture, block_text, line, picture, reading_of, table, text, told

LEFT_HALF = '<a:srcRect r="50000"/>'
QUARTERS = ("red", "lime", "blue", "white")


def quarters(width=40, height=20, kind="PNG"):
    """Return a picture of four colours: red, green above blue, white."""
    image = Image.new("RGB", (width, height))
    for place, colour in enumerate(QUARTERS):
        left, top = place % 2 * width // 2, place // 2 * height // 2
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return saved(image, kind)


def pictures(body, content=None, **parts):
    media = {"photo": content or quarters()}
    blocks = reading_of(body, media=media, **parts).blocks
    return [value for name, value in blocks if name == "image"]


def colours(picture):
    """Return the size of a picture and the colours of its corners, row by row."""
    image = Image.open(BytesIO(picture.content)).convert("RGB")
    right, bottom = image.width - 1, image.height - 1
    corners = [(0, 0), (right, 0), (0, bottom), (right, bottom)]
    names = {(255, 0, 0): "red", (0, 255, 0): "lime", (0, 0, 255): "blue", (255,) * 3: "white"}
    return image.size, [names.get(image.getpixel(corner)) for corner in corners]


def test_what_was_cut_away_is_not_in_the_picture():
    (found,) = pictures(f"<w:p>{picture(filling=LEFT_HALF)}</w:p>")
    assert colours(found) == ((20, 20), ["red", "red", "blue", "blue"])


@pytest.mark.parametrize(
    ("filling", "size"),
    [
        ('<a:stretch><a:fillRect l="-50000" r="-50000"/></a:stretch>', (20, 20)),
        ('<a:stretch><a:fillRect t="-100000" l="10000"/></a:stretch>', (40, 10)),
        (f'{LEFT_HALF}<a:stretch><a:fillRect r="-100000"/></a:stretch>', (10, 20)),
        ("<a:stretch><a:fillRect/></a:stretch>", (40, 20)),
    ],
)
def test_what_lies_outside_the_frame_is_not_in_the_picture(filling, size):
    (found,) = pictures(f"<w:p>{picture(filling=filling)}</w:p>")
    assert colours(found)[0] == size


@pytest.mark.parametrize("crop", ['<a:srcRect r="50%"/>', '<a:srcRect l="-5000" r="50000"/>'])
def test_a_crop_is_read_in_both_dialects_and_never_adds(crop):
    (found,) = pictures(f"<w:p>{picture(filling=crop)}</w:p>")
    assert colours(found)[0] == (20, 20)


def test_a_cropped_photo_of_a_telephone_gives_nothing_away():
    (found,) = pictures(f"<w:p>{picture(filling=LEFT_HALF)}</w:p>", phone_photo())
    image = Image.open(BytesIO(found.content))
    assert not image.getexif() and image.format == "JPEG"


@pytest.mark.parametrize(
    ("look", "shown"),
    [
        ('<a:xfrm rot="5400000"/>', ((20, 40), ["blue", "red", "white", "lime"])),
        ('<a:xfrm rot="10800000"/>', ((40, 20), ["white", "blue", "lime", "red"])),
        ('<a:xfrm rot="-5400000"/>', ((20, 40), ["lime", "white", "red", "blue"])),
        ('<a:xfrm flipH="1"/>', ((40, 20), ["lime", "red", "white", "blue"])),
    ],
)
def test_a_picture_stands_as_it_was_turned_in_word(look, shown):
    (found,) = pictures(f"<w:p>{picture(look=look)}</w:p>")
    assert colours(found) == shown


def test_a_picture_that_stands_aslant_is_upright_and_told():
    aslant = picture(look='<a:xfrm rot="600000"/>')
    body = f"<w:p>{aslant}</w:p>"
    assert pictures(body)[0].content == quarters()
    assert told(reading_of(body, media={"photo": quarters()})) == ["slanted"]


@pytest.mark.parametrize(
    ("content", "filling", "look", "refusal"),
    [
        (b"no picture", LEFT_HALF, "", "uncropped"),
        (None, '<a:srcRect l="60000" r="60000"/>', "", "uncropped"),
        (None, "", '<a:prstGeom prst="ellipse"/>', "shape"),
        (None, "", "<a:custGeom/>", "shape"),
    ],
)
def test_a_picture_that_cannot_be_cut_as_in_word_is_refused(content, filling, look, refusal):
    (found,) = pictures(f"<w:p>{picture(filling=filling, look=look)}</w:p>", content)
    assert (found.content, found.refusal) == (b"", refusal)


def test_every_picture_of_a_group_is_taken():
    group = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wpg:wgp><wpg:grpSpPr><a:xfrm rot="'
        f'5400000"/></wpg:grpSpPr>{bare_picture()}{bare_picture(filling=LEFT_HALF)}</wpg:wgp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    first, second = pictures(f"<w:p>{group}</w:p>")
    assert colours(first)[0] == (20, 40) and colours(second)[0] == (20, 20)


def test_a_picture_that_fills_a_shape_is_taken_as_it_is_cut():
    shape = (
        '<w:r><w:drawing><wp:anchor><wps:wsp><wps:spPr><a:blipFill><a:blip r:embed="photo"/>'
        f"{LEFT_HALF}</a:blipFill></wps:spPr></wps:wsp></wp:anchor></w:drawing></w:r>"
    )
    assert colours(pictures(f"<w:p>{shape}</w:p>")[0])[0] == (20, 20)


def test_an_old_picture_is_cut_and_turned_too():
    old = (
        '<w:r><w:pict><v:shape style="width:10pt;rotation:90" alt="Nhà mới"><v:imagedata '
        'r:id="photo" cropright="32768f"/></v:shape></w:pict></w:r>'
    )
    (found,) = pictures(f"<w:p>{old}</w:p>")
    assert colours(found) == ((20, 20), ["blue", "red", "blue", "red"]) and found.alt == "Nhà mới"


def test_a_hidden_picture_stays_away():
    body = f"<w:p>{picture()}</w:p>"
    hidden = '<wp:inline><wp:docPr id="1" hidden="1"/>'
    assert not pictures(body.replace("<wp:inline>", hidden))


def test_a_picture_outside_the_file_is_refused():
    reading = reading_of(f"<w:p>{picture('away')}</w:p>", links={"away": "https://a.vn/b.png"})
    assert reading.blocks[0][1].refusal == "missing"


def test_a_picture_in_a_table_of_data_stands_after_it_and_is_told():
    body = table(["STT", "Ảnh"], ["1", f"<w:p>{picture()}</w:p>"], ["2", "không"])
    reading = reading_of(body, media={"photo": quarters()})
    assert [name for name, _content in reading.blocks] == ["table", "image"]
    assert told(reading) == ["picture_in_table"]


def test_pictures_in_a_grid_have_the_captions_below_them():
    photo = f"<w:p>{picture()}</w:p>"
    caption = '<w:jc w:val="center"/>'
    body = table(
        [photo, photo],
        [line("Ảnh một", properties=caption), line("Ảnh hai", properties=caption)],
    )
    assert [one.caption for one in pictures(body)] == ["Ảnh một", "Ảnh hai"]


# Frames and other drawings


def test_the_text_of_a_frame_follows_its_paragraph_once_and_is_told():
    inner = f"<w:txbxContent>{line('Trong khung')}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"
    new = f"<w:drawing><wp:anchor>{shape}</wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    for frame in (f"<w:r>{new}</w:r>", f"<w:r>{old}</w:r>", both):
        reading = reading_of(f"<w:p>{text('Đoạn')}{frame}</w:p>")
        assert reading.blocks == [("paragraph", "<p>Đoạn</p><p>Trong khung</p>")]
        assert told(reading) == ["text_box"]


def test_word_art_is_text():
    art = '<w:r><w:pict><v:shape><v:textpath string="CHÀO MỪNG"/></v:shape></w:pict></w:r>'
    assert block_text(reading_of(f"<w:p>{art}</w:p>").blocks[0]) == "<p>CHÀO MỪNG</p>"


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<w:drawing><wp:inline><c:chart/></wp:inline></w:drawing>", "chart"),
        ('<w:object><o:OLEObject ProgID="Excel.Sheet"/></w:object>', "object"),
        ('<w:pict><v:rect><v:fill r:id="photo"/></v:rect></w:pict>', "filling"),
    ],
)
def test_what_an_article_cannot_hold_is_told(xml, kind):
    assert told(reading_of(f"<w:p><w:r>{xml}</w:r></w:p>")) == [kind]


def test_the_longest_caption_is_the_longest_that_the_block_takes():
    caption = FigureBlock().child_blocks["caption"]
    assert caption.field.max_length == LONGEST_CAPTION
