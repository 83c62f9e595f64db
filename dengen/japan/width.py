"""Full and half width. Text is kept as NFC; NFKC is only for comparing: it rewrites ㈱ and ①."""

import re
import unicodedata

import jaconv

EMOJI = "\u2190-\u27ff\u2900-\u2bff\U0001f000-\U0001faff"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"  # of a character's variant
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u2800\u3164\uffa0"  # soft hyphens, fillers
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, bidi
    "\ud800-\udfff"  # lone halves of characters, which no database takes
)
INVISIBLE = re.compile(
    f"[{UNSEEN}]"
    f"|(?<![{EMOJI}\ufe0f])\u200d|\u200d(?![{EMOJI}])"  # joiners that join no emoji
    f"|(?<![^\\s\u200d{UNSEEN}])[{SELECTORS}]+"  # selectors that follow no character
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001-\U000e007f]+"  # tags, but of a flag
)
# What people type for a hyphen: hyphens, dashes, minus signs, rules, long vowel marks.
DASHES = re.compile(
    "[\u2010-\u2015\u2043\u2212\u2500\u2501\u30fc\u30fb\uff65\ufe58\ufe63\uff0d\uff70\u00ad"
    "\u02d7\u2796\u30a0]"
)
LONG_VOWEL = re.compile("(?<=[ァ-ヺ])[\u2010-\u2015\u2212\u2500\u2501\uff0d]")  # typed for ー
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")  # not tab and line breaks
LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
VARIANTS = re.compile(f"[{SELECTORS}]")
SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
NOT_COMPATIBLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
WAVE = "\u301c"  # 〜 is typed for ～, of which NFKC makes ~
SIGNS = str.maketrans("¥£¢¬¦₩", "￥￡￠￢￤￦")  # half-width signs that jaconv doesn't know
VOICED = str.maketrans("ﾞﾟ", "\u3099\u309a")  # marks that jaconv found no kana for
ALONE = str.maketrans("\u3099\u309a", "゛゜")


def compose(text: str) -> str:
    """Return NFC, but keep compatibility ideographs, as in names like 神田 and 福島."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return NOT_COMPATIBLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def clean_text(text: str) -> str:
    r"""Return the text as it may be kept: NFC, no control or invisible characters, stripped.

    Line breaks of any kind become \n, tabs stay; 髙 﨑 𠮷 ㈱, emoji and their joiners, selectors
    of a character's variant stay as typed.
    """
    return compose(without_invisible(LINE_BREAKS.sub("\n", text))).strip()


def without_invisible(text: str) -> str:
    r"""Return it without control and other invisible characters, but \n, \r and \t.

    What one character held up may fall with it, so it is looked at until nothing changes.
    """
    text, before = CONTROLS.sub("", text), ""
    while text != before:
        text, before = INVISIBLE.sub("", text), text
    return text


def to_full_width(text: str) -> str:
    """Return half-width kana, letters, digits, symbols, spaces as full-width ones; NFC.

    A hyphen becomes －, not ー; 〜 and ～ stay as typed.
    """
    wide = jaconv.h2z(SPACES.sub(" ", text), kana=True, ascii=True, digit=True)
    return compose(wide.translate(SIGNS).translate(VOICED)).translate(ALONE)


def to_half_width(text: str) -> str:
    """Return full-width letters, digits, symbols, spaces as half-width ones; kana stay."""
    if text.isascii():  # most numbers and addresses are
        return text
    return jaconv.z2h(text, kana=False, ascii=True, digit=True)


def to_katakana(text: str) -> str:
    """Return full-width katakana for any kana, a dash behind one as a long vowel."""
    return LONG_VOWEL.sub("ー", jaconv.hira2kata(to_full_width(text)))


def is_full_width(text: str) -> bool:
    """Return whether no half-width letter, digit, kana, symbol nor control code is left."""
    return not any(
        unicodedata.east_asian_width(c) in ("H", "Na") or unicodedata.category(c) == "Cc"
        for c in text
    )


def is_katakana(text: str) -> bool:
    """Return whether the text is full-width katakana, with spaces and ・ ー allowed beside them."""
    return re.fullmatch("[ー・\u3000]*[ァ-ヺ][ァ-ヺー・\u3000]*", text) is not None


def fold(text: str) -> str:
    """Return the text as it is compared and searched.

    Width, case, runs of spaces and the selected shape of a character don't count.
    """
    shapeless = VARIANTS.sub("", text)
    folded = unicodedata.normalize("NFKC", shapeless).casefold().replace(WAVE, "~")
    return " ".join(unicodedata.normalize("NFKC", folded).split())
