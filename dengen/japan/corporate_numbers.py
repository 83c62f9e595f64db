"""法人番号: thirteen digits, the first of which checks the others."""

from stdnum.exceptions import ValidationError as Misshapen
from stdnum.jp import cn

from dengen.japan.width import to_half_width


def clean_corporate_number(text: str) -> str:
    """The thirteen digits; raises `ValueError` if there are others or the check digit is wrong."""
    try:
        return cn.validate(to_half_width(text))
    except Misshapen as error:
        raise ValueError(text) from error
