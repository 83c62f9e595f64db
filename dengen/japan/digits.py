"""Digits as people type them: in any width, with any dash, with spaces."""

from dengen.japan.width import DASHES, to_half_width

LOOKED_AT_LENGTH = 100  # characters that are looked at


def digits_of(text: str) -> str:
    """Return the ASCII digits without dashes and spaces; raise `ValueError` if more is in it."""
    if text.isascii() and text.isdigit() and len(text) <= LOOKED_AT_LENGTH:
        return text
    typed = DASHES.sub("", to_half_width(text[: LOOKED_AT_LENGTH + 1]))
    digits = "".join(typed.replace("-", "").split())
    if len(text) > LOOKED_AT_LENGTH or not (digits.isascii() and digits.isdigit()):
        raise ValueError(text)
    return digits
