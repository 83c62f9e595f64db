"""法人番号: thirteen digits, the first of which checks the others."""

from stdnum.jp import cn

from dengen.japan.digits import digits_of
from dengen.japan.width import to_half_width

DIGITS = 13


def clean_corporate_number(text: str) -> str:
    """Return the thirteen digits; raise `ValueError` if they are others, or don't check.

    A T before them makes them the number of a qualified invoice issuer (登録番号): the same digits.
    """
    typed = to_half_width(text).strip()
    digits = digits_of(typed[1:] if typed[:1] in ("T", "t") else typed)
    if len(digits) != DIGITS or cn.calc_check_digit(digits[1:]) != digits[0]:
        raise ValueError(text)
    return digits
