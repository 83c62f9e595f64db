"""Phone numbers as the manual wants them: 03-1234-5678 (§2.1), or 03-1234-5678（内線12）.

Where hyphens stand is the numbering plan's affair, which `phonenumbers` knows.
"""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from dengen.japan.width import DASHES, to_half_width

KEPT_LENGTH = 30  # characters
JAPAN, JAPAN_CODE = "JP", 81
PHONE_SHAPE = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}")
DIGITS = {10, 11}
PHONE_LENGTH = 60  # spaces included; more is no number
EXTENSION = re.compile(
    r"[\s(\[,;]*(?:内線(?:番号)?|内|extension|ext\.?|x|#)\s*[:.=]?\s*([0-9]{1,6})[\s)\]]*",
    re.IGNORECASE,
)
# What stands around a number on a business card.
LABEL = re.compile(r"(?:tel|phone|電話(?:番号)?|携帯(?:電話)?|fax|☎|📞)[\s:.]*", re.IGNORECASE)
ROLE = re.compile(r"\s*\(?(?:代表?|直通)\)?")
TYPED = re.compile(r"\(?(?:0|\+81)[0-9\s().-]+")  # from the area code on


def clean_phone(text: str) -> str:
    """Return the number in half width with its hyphens; raise `ValueError` if it is none.

    Typed with any dash, spaces, brackets, +81, or none of them; 内線 may follow, and what a
    business card writes around it.
    """
    if len(text) > PHONE_LENGTH:
        raise ValueError(text)
    typed = DASHES.sub("-", to_half_width(DASHES.sub("-", text.replace("℡", "TEL")))).strip()
    if label := LABEL.match(typed):
        typed = typed[label.end() :]
    number, extension = typed, ""
    if match := EXTENSION.search(typed):
        if match.end() < len(typed):
            raise ValueError(text)
        number, extension = typed[: match.start()], f"（内線{match[1]}）"
    if role := ROLE.search(number):
        number = number[: role.start()] + number[role.end() :]
    if not TYPED.fullmatch(number):
        raise ValueError(text)
    return f"{_hyphened(number)}{extension}"


def without_extension(phone: str) -> str:
    """Return what a telephone can dial of a kept number."""
    return phone.partition("（")[0]


def _hyphened(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number, JAPAN)
    except NumberParseException as error:
        raise ValueError(number) from error
    if parsed.country_code == JAPAN_CODE and phonenumbers.is_valid_number(parsed):
        return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    # The plan may have grown since the library's release: then the hyphens as they were typed.
    typed = re.sub(r"\s*-\s*", "-", number.strip())
    if not PHONE_SHAPE.fullmatch(typed) or len(typed.replace("-", "")) not in DIGITS:
        raise ValueError(number)
    return typed
