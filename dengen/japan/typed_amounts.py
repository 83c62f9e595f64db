"""Amounts as people write them: 12,000 kW, １２ ０００, 1.2万, 1億2千3百万円, １２ＭＷ for kW.

Japanese numerals are read here: kanjize, which reads them too, knows no 1,200万 and takes 1.5億5万,
so that a reader of numbers and rules for pieces would have to stand around it all the same.
"""

import re
import unicodedata
from fractions import Fraction

LOOKED_AT_LENGTH = 60  # characters: nobody writes an amount with more
LARGEST_AMOUNT = 10**18 - 1  # what every database holds in one column
_PLAIN = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}([,\s])[0-9]{3}(\2[0-9]{3})*)(\.[0-9]+)?")
_SMALL = {"千": 10**3, "百": 10**2, "十": 10}  # these may stand in front of the large ones
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
# Of watts nobody means thousandths: mw is MW.
_WATTS = re.compile("([kmg]?)(wh?)", re.IGNORECASE)
_PREFIXES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


def typed_amount(text: str, unit: str) -> int:
    """Return the amount in that unit; the text may leave the unit out, or say MW for kW.

    Raise `ValueError` for anything else, and for what is no whole number of units.
    """
    if len(text) > LOOKED_AT_LENGTH:
        raise ValueError(text)
    number, ratio = _without_unit(text, unit)
    amount = _sum(number.translate(_PLAIN), _LARGE, _SMALL) * ratio
    if amount.denominator != 1 or amount > LARGEST_AMOUNT:
        raise ValueError(text)
    return int(amount)


def _without_unit(text: str, unit: str) -> tuple[str, Fraction]:
    """Return what stands before the unit, and how many units make one of the typed ones.

    Only the unit is normalized, which may be ㎡: in a number, that would make 102 of 10². Where it
    is 百万円, an amount of 円 is read.
    """
    base = _normal(unit).lstrip("".join(_LARGE | _SMALL))
    size = _sum("1" + _normal(unit).removesuffix(base), _LARGE, _SMALL)
    ends = ((text[:place], _ratio(_normal(text[place:]), base)) for place in range(len(text)))
    return next(((number, ratio / size) for number, ratio in ends if ratio), (text, Fraction(1)))


def _normal(unit: str) -> str:
    return unicodedata.normalize("NFKC", unit).strip()


def _ratio(typed: str, unit: str) -> Fraction:
    """Return how many units make one of the typed ones; 0 if that is no such unit."""
    if typed == unit:
        return Fraction(1)
    watts, others = _WATTS.fullmatch(unit), _WATTS.fullmatch(typed)
    if not watts or not others or watts[2].lower() != others[2].lower():
        return Fraction(0)
    return Fraction(_PREFIXES[others[1].lower()], _PREFIXES[watts[1].lower()])


def _sum(text: str, sizes: dict[str, int], before: dict[str, int]) -> Fraction:
    """Return what pieces of these sizes come to; `before` are those of what counts a piece.

    What follows a piece is less than its size, and a fraction ends the number.
    """
    for size, times in sizes.items():
        many, is_there, rest = text.partition(size)
        if is_there:
            following = _sum(rest, sizes, before) if rest.strip() else Fraction(0)
            if following >= times or (rest.strip() and "." in many):
                raise ValueError(text)
            return _sum(many, before, {}) * times + following
    return _sum(text, before, {}) if before else _number(text.strip())


def _number(text: str) -> Fraction:
    """Return what digits say."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Fraction(re.sub(r"[,\s]", "", text))
