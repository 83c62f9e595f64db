"""Amounts as people write them: 12,000 kW, １２，０００, 1.2万, 1億2千万円, １２ＭＷ for kW."""

import re
import unicodedata
from decimal import Decimal

LOOKED_AT_LENGTH = 60  # characters: nobody writes an amount with more
_SIZES = {"": 1, "千": 10**3, "百万": 10**6, "千万": 10**7, "万": 10**4, "億": 10**8, "兆": 10**12}
_PREFIXES = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}  # of a unit: kW, MW, GW
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,5}(?![\d,])|\d{1,18})(?:\.\d{1,18})?"
_SIZE = "[百千]万|[千万億兆]?"
_PIECE = re.compile(f"({_NUMBER})({_SIZE})")
_AMOUNT = re.compile(f"(?:{_NUMBER}(?:{_SIZE})){{1,5}}")


def typed_amount(text: str, unit: str) -> int:
    """Return the amount in that unit; the text may leave the unit out, or say MW for kW.

    Raise `ValueError` for anything else, and for what is no whole number of units.
    """
    written = unicodedata.normalize("NFKC", text[: LOOKED_AT_LENGTH + 1]).strip()
    number = _AMOUNT.match(written)
    if number is None or len(text) > LOOKED_AT_LENGTH:
        raise ValueError(text)
    amount = _sum(number[0]) * _ratio(written[number.end() :].strip(), unit)
    if amount != int(amount):
        raise ValueError(text)
    return int(amount)


def _sum(number: str) -> Decimal:
    """Return what the pieces come to; each has to be of a smaller size than the one before."""
    pieces = _PIECE.findall(number)
    sizes = [_SIZES[size] for _number, size in pieces]
    if sizes != sorted(set(sizes), reverse=True):
        raise ValueError(number)
    numbers = [Decimal(one.replace(",", "")) for one, _size in pieces]
    return sum((one * size for one, size in zip(numbers, sizes, strict=True)), Decimal(0))


def _ratio(typed: str, unit: str) -> Decimal:
    """Return how many units make one of the typed ones."""
    has_prefix = unit[:1] in _PREFIXES and len(unit) > 1
    prefix, base = (unit[0], unit[1:]) if has_prefix else ("", unit)
    for other, size in _PREFIXES.items():
        if typed.casefold() == f"{other}{base}".casefold():
            return Decimal(size) / _PREFIXES[prefix]
    if typed:
        raise ValueError(typed)
    return Decimal(1)
