"""① 希望の区分."""

import re
import unicodedata

_NOISE = str.maketrans("", "", " \t〝〟“”„\"'「」『』【】[]〔〕<>。.:")
_LONGEST = 100
_UNCHECKED = re.compile("[□☐](?:売り?|買い?)")
_CHECKED = re.compile("[☑☒✅✓✔■]")
_OBJECT = "(?:発電設備等?|電源|電力|電気)?(?:の|を)?"
_WISH = "(?:を?希望(?:します|する|です)?|したい|いたい|りたい|ます|です)?"
_SELL = re.compile(f"{_OBJECT}(?:売|売り|ウリ|うり|売却|販売|売電|sell){_WISH}", re.IGNORECASE)
_BUY = re.compile(
    f"{_OBJECT}(?:買|買い|カイ|かい|買取|買い取り|購入|買電|buy){_WISH}", re.IGNORECASE
)


def read_side(text: str) -> str:
    """Return 'sell' or 'buy', or '' where the text says neither or both."""
    if len(text) > _LONGEST:
        return ""
    folded = unicodedata.normalize("NFKC", text).translate(_NOISE)
    folded = _CHECKED.sub("", _UNCHECKED.sub("", folded))
    pieces = [piece for piece in re.split("[()/,、・|]", folded) if piece]
    sides = {_side(piece) for piece in pieces}
    return sides.pop() if len(sides) == 1 else ""


def _side(piece: str) -> str:
    if _SELL.fullmatch(piece):
        return "sell"
    return "buy" if _BUY.fullmatch(piece) else ""
