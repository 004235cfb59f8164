"""One spelling for every text that enters the site, and one without marks to compare by."""

import re
import unicodedata

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u2060\ufeff\u00ad"))
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007"), " ")
# The letters of Vietnamese words once composed: ASCII, the Latin-1 and Latin Extended
# letters that carry ă â ê ô ơ ư and the tones, and eth, which some keyboards send for đ.
_WORD_WITH_ETH = re.compile(
    r"(?<!\w)[A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹÐð]*[Ðð]"
    r"[A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹÐð]*(?!\w)"
)
_ETH_TO_D = str.maketrans("Ðð", "Đđ")
_D_WITHOUT_STROKE = str.maketrans("ĐđÐð", "DdDd")


def nfc(text: str) -> str:
    """Return `text` composed (Unicode NFC), with plain spaces and without zero-width characters.

    Eth (Ð, ð) becomes Đ, đ in words whose other letters are all Vietnamese. The author's
    spelling ("Thanh Hoá", "Thanh Hóa") stays as typed. Idempotent.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text.translate(ZERO_WIDTH).translate(SPACES))
    return _WORD_WITH_ETH.sub(lambda match: match[0].translate(_ETH_TO_D), text)


def fold(text: str) -> str:
    """Return `text` in lower case without marks: "Đảng bộ" gives "dang bo"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D_WITHOUT_STROKE))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
