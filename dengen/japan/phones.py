"""Phone numbers as the manual wants them: 03-1234-5678 (§2.1)."""

import re

from dengen.japan.width import to_half_width

# What people type for a hyphen: hyphens, dashes, minus signs, long vowel marks.
DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u2500\u30fc\ufe58\ufe63\uff0d\uff70\u00ad]")
SHAPE = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}")
DIGITS = {10, 11}
LONGEST = 60  # spaces included; more is no number, and would take the patterns long


def clean_phone(text: str) -> str:
    """The number in half width with hyphens; raises `ValueError` if it isn't of that pattern."""
    if len(text) > LONGEST:
        raise ValueError(text)
    phone = DASHES.sub("-", to_half_width(DASHES.sub("-", text))).strip()
    phone = re.sub(r"\s*-\s*", "-", phone)
    phone = re.sub(r"^(0\d{1,4})\s*\((\d{1,4})\)\s*(\d{3,4})$", r"\1-\2-\3", phone)
    phone = re.sub(r"^\((0\d{1,4})\)\s*(\d{1,4}-\d{3,4})$", r"\1-\2", phone)
    if not SHAPE.fullmatch(phone) or len(phone.replace("-", "")) not in DIGITS:
        raise ValueError(text)
    return phone
