import tomllib
import unicodedata
from pathlib import Path

import pytest

from articles.vietnamese.legacy_fonts import Encoding, convert, detect, preview
from articles.vietnamese.syllables import is_syllable
from tests.articles.vietnamese.syllables import SYLLABLES

DEMO_TEXTS = Path(__file__).resolve().parents[3] / "demo/texts"
SENTENCES = [
    "Công đoàn cơ sở tổ chức hội nghị người lao động vào sáng thứ Bảy.",
    "Ban Thường vụ kính mời các đồng chí dự Đại hội nhiệm kỳ mới.",
    "Căn cứ Luật Công đoàn, Ban Chấp hành quyết định khen thưởng mười tập thể.",
    "Đề nghị các đơn vị gửi báo cáo trước ngày 15 hằng tháng về Văn phòng.",
    "Chị em nữ công nhân được khám sức khỏe miễn phí tại nhà máy.",
    "Thưởng Tết năm nay cao hơn năm trước, thợ giỏi được tăng lương.",
    "Mái ấm Công đoàn giúp gia đình anh Ngữ sửa lại căn nhà dột nát.",
    "Kỷ luật lao động phải đúng quy định, có ý kiến của tập thể người lao động.",
    "Lớp tập huấn nghiệp vụ dành cho cán bộ ủy ban kiểm tra ở mỗi huyện.",
    "Những chuyến xe nghĩa tình đưa công nhân về quê đón xuân, ai cũng phấn khởi.",
]
# Letter by letter, as the tables of the two fonts were printed.
TCVN3 = (
    "àµ ả¶ ã· á¸ ạ¹ ă¨ ằ» ẳ¼ ẵ½ ắ¾ ặÆ â© ầÇ ẩÈ ẫÉ ấÊ ậË đ® èÌ ẻÎ ẽÏ éÐ ẹÑ êª ềÒ ểÓ ễÔ ếÕ ệÖ ì× ỉØ"
    " ĩÜ íÝ ịÞ òß ỏá õâ óã ọä ô« ồå ổæ ỗç ốè ộé ơ¬ ờê ởë ỡì ớí ợî ùï ủñ ũò úó ụô ư\u00ad ừõ ửö ữ÷ "
    " ứø ựù ỳú ỷû ỹü ýý ỵþ Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦ Đ§"
)
VNI_LETTERS = {
    "ơ": "ô",
    "ư": "ö",
    "đ": "ñ",
    "ì": "ì",
    "í": "í",
    "ỉ": "æ",
    "ĩ": "ó",
    "ị": "ò",
    "ỵ": "î",
}
VNI_MARKS = {"": "", "\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_HATS = {"\u0302": dict(zip(VNI_MARKS, ["â", *"àáåãä"], strict=True))}
VNI_HATS["\u0306"] = dict(zip(VNI_MARKS, ["ê", *"èéúüë"], strict=True))


def in_tcvn3(text):
    codes = {pair[0]: pair[1] for pair in TCVN3.split()}
    return "".join(codes.get(char, char) for char in text)


def in_vni(text):
    return "".join(map(vni_letter, text))


def vni_letter(char):
    lower = char.lower()
    if lower.isascii() or lower in VNI_LETTERS:
        spelled = VNI_LETTERS.get(lower, lower)
    else:
        decomposed = unicodedata.normalize("NFD", lower)
        tone = "".join(mark for mark in decomposed if mark in VNI_MARKS)
        letter = unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed)
        hat = unicodedata.normalize("NFD", letter)[1:]
        has_hat = hat in VNI_HATS
        base = unicodedata.normalize("NFD", letter)[0] if has_hat else letter
        marks = VNI_HATS[hat] if has_hat else VNI_MARKS
        spelled = VNI_LETTERS.get(base, base) + marks[tone]
    return spelled if char == lower else spelled.upper()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_in_tcvn3_is_found_and_converted(sentence):
    old = in_tcvn3(sentence)
    assert detect(old) is Encoding.TCVN3
    assert convert(old, Encoding.TCVN3) == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_in_vni_is_found_and_converted(sentence):
    old = in_vni(sentence)
    assert detect(old) is Encoding.VNI
    assert convert(old, Encoding.VNI) == sentence
    assert convert(in_vni(sentence.upper()), Encoding.VNI) == sentence.upper()


@pytest.mark.parametrize(
    ("old", "encoding", "text"),
    [
        ("C«ng ®oµn", Encoding.TCVN3, "Công đoàn"),
        (
            "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
            Encoding.TCVN3,
            "Cộng hoà xã hội chủ nghĩa Việt Nam",
        ),
        ("§éc lËp - Tù do - H¹nh phóc", Encoding.TCVN3, "Độc lập - Tự do - Hạnh phúc"),
        ("QuyÕt ®Þnh sè 37/Q§-L§L§", Encoding.TCVN3, "Quyết định số 37/QĐ-LĐLĐ"),
        ("¤ t« cña ®/c B¶y", Encoding.TCVN3, "Ô tô của đ/c Bảy"),
        ("Coâng ñoaøn", Encoding.VNI, "Công đoàn"),
        (
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
            Encoding.VNI,
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", Encoding.VNI, "Độc lập - Tự do - Hạnh phúc"),
        ("COÂNG ÑOAØN", Encoding.VNI, "CÔNG ĐOÀN"),
    ],
)
def test_known_phrases_in_old_fonts(old, encoding, text):
    assert detect(old) is encoding
    assert convert(old, encoding) == text


def with_a_mark_of_its_own(encode):
    return [syllable for syllable in SYLLABLES if encode(syllable) != syllable]


@pytest.mark.parametrize(
    ("encode", "encoding"), [(in_tcvn3, Encoding.TCVN3), (in_vni, Encoding.VNI)]
)
def test_every_syllable_comes_back_from_an_old_font(encode, encoding):
    syllables = with_a_mark_of_its_own(encode)
    assert len(syllables) > 10_000
    lost = [each for each in syllables if convert(encode(each), encoding) != each]
    assert lost == (["ã", "ì", "ữ"] if encoding is Encoding.TCVN3 else [])


def demo_paragraphs():
    for path in sorted(DEMO_TEXTS.rglob("*.toml")):
        yield from path.read_text(encoding="utf-8").splitlines()


def test_no_paragraph_of_modern_text_is_taken_for_an_old_one():
    paragraphs = list(demo_paragraphs())
    assert len(paragraphs) > 500
    for encoding_of in (detect, preview):
        assert [text for text in paragraphs if encoding_of(text) is not None] == []


def test_no_stored_demo_text_is_taken_for_an_old_one_as_a_whole():
    for path in DEMO_TEXTS.rglob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))
        assert detect(path.read_text(encoding="utf-8")) is None, path


@pytest.mark.parametrize(
    "text",
    [
        "«Nhân Dân»",
        "Báo «Nhân Dân» và «Lao Động» đưa tin «Tôi yêu Công đoàn»",
        "Ngoài trời 5°C, trong xưởng 28°C ± 2°C",
        "© 2026 Liên đoàn Lao động tỉnh · Mọi quyền được bảo lưu ®",
        "Sửa chữ “C«ng ®oµn” thành chữ thường dùng nhé.",
        "The file said C«ng ®oµn where the two words of the union should have been in Unicode.",
        "Bàn 2×3 m, 6÷2; m×n",
        "© ® ™ § ¶ · « » µ ¹ ² ³ ¼ ½ ¾",
        "Bụi mịn 10 µm và 2,5 µm; chất thải 40 µg/m³, diện tích 58 m²",
        "L'été dernier, où êtes-vous allés ? À la plage, bien sûr : c'était dû à la chaleur.",
        "Le syndicat général a rencontré la délégation à Hô-Chi-Minh-Ville, ça a été très réussi.",
        "Die Gewerkschaft für Büro- und Körperpflege grüßt schöne Orte: Köln, Düsseldorf, Zürich.",
        "Não há informação: a situação dos trabalhadores é difícil, são três milhões de pessoas.",
        "El señor Muñoz también pidió más información; mañana habrá una reunión en Perú.",
        "È più facile, perché può andare là; così è la città, né più né meno, ciò che è.",
        "Þetta er íslenska: veðrið er gott, það rignir ekki.",
        "The café’s naïve façade, a résumé and a cliché: déjà vu, Renée Zoë Müller.",
        "The price is £5, ¥300 or 20¢; see §5 and ¶7.",
        "Cán bộ cơ sở có ý kiến: lương, thưởng, nghỉ phép.",
        "Thanh Hóa, Thanh Hoá; ủy ban, uỷ ban; kỹ thuật, kĩ thuật",
        "CÔNG ĐOÀN VIỆT NAM",
        unicodedata.normalize("NFD", "Công đoàn cơ sở tổ chức hội nghị"),
        "cong doan co so to chuc hoi nghi",
        "37/QĐ-LĐLĐ",
        "😀 🎉",
        "\ud800\x00",
        "",
    ],
)
def test_modern_and_foreign_text_raises_no_alarm(text):
    assert detect(text) is None
    assert preview(text) is None


def test_a_preview_shows_each_changed_word_once():
    shown = preview("C«ng ®oµn, c«ng ®oµn Nam")
    assert shown.encoding is Encoding.TCVN3
    assert shown.text == "Công đoàn, công đoàn Nam"
    assert shown.changes == (("C«ng", "Công"), ("®oµn", "đoàn"), ("c«ng", "công"))


def test_a_preview_leaves_modern_paragraphs_as_they_are():
    modern = "Báo «Nhân Dân» có bài «Công đoàn»: né tránh là có lỗi."
    old = in_vni(SENTENCES[0])
    assert preview(f"{modern}\n{old}\r\n{modern}").text == f"{modern}\n{SENTENCES[0]}\r\n{modern}"


def test_one_old_word_alone_in_a_line_is_converted_beside_old_lines():
    assert preview(f"{in_tcvn3(SENTENCES[0])}\nThanh Hãa").text == f"{SENTENCES[0]}\nThanh Hóa"


@pytest.mark.parametrize("encoding", Encoding)
def test_words_that_only_unicode_can_hold_stay_when_old_text_is_converted(encoding):
    assert convert("Đá đó, Đức", encoding) == "Đá đó, Đức"


def test_signs_without_letters_stay_when_old_text_is_converted():
    assert convert("© 2026 C«ng ®oµn · 1½ giê, 2×3", Encoding.TCVN3) == (
        "© 2026 Công đoàn · 1½ giờ, 2×3"
    )


def test_all_syllables_are_recognised_and_foreign_words_are_not():
    assert [syllable for syllable in SYLLABLES if not is_syllable(syllable)] == []
    for word in ("für", "señor", "ñu", "tat", "hàt", "strong", "fa", "ôNhân", "hóá", ""):
        assert not is_syllable(word), word
