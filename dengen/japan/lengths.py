"""How long a text looks: 1 for each character that people see (UAX #29).

葛󠄀 with its selector, か゚ in two code points, 👩‍🔧 and 𠮷 are one each. `regex` knows the clusters of
the present Unicode version; the standard library doesn't.
"""

import regex
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

POINTS_PER_CHARACTER = 4  # code points for each character that is seen: no name needs more
_SEEN = regex.compile(r"\X")
# Vietnamese, Thai and か゚ need two; a tower of them covers the lines above.
MOST_MARKS = 3
# They choose a shape or join, and stack nothing.
_SELECTORS = r"\ufe00-\ufe0f\U000e0100-\U000e01ef\u200c\u200d"
_STACKED = regex.compile(
    rf"(?:[{_SELECTORS}]*[[\p{{Mn}}\p{{Me}}]--[{_SELECTORS}]]){{{MOST_MARKS + 1},}}", regex.V1
)


def length_of(text: str) -> int:
    """Return the number of characters that people see."""
    return len(text) if text.isascii() else sum(1 for _seen in _SEEN.finditer(text))


def beginning_of(text: str, length: int) -> str:
    """Return at most `length` characters from the beginning, each whole; none below 1."""
    if length < 1:
        return ""
    if len(text) <= length:
        return text
    for count, seen in enumerate(_SEEN.finditer(text)):
        if count == length:
            return text[: seen.start()]
    return text


def shortened(text: str, length: int) -> str:
    """Return the text, or as much of it as fits with an … into `length` characters."""
    if beginning_of(text, length) == text:
        return text
    return f"{beginning_of(text, length - 1).rstrip()}…"


def too_long(limit: int) -> str:
    """Return what to tell someone who typed more than so many characters."""
    return _("%(limit)s文字以内で入力してください。") % {"limit": f"{limit:,}"}


def is_longer(text: str, limit: int) -> bool:
    """Return whether it has more than `limit` characters, or too many code points for them."""
    return len(text) > POINTS_PER_CHARACTER * limit or (
        len(text) > limit and length_of(text) > limit
    )


def check_length(text: str, limit: int) -> None:
    """Raise `ValidationError` if it is longer."""
    if is_longer(text, limit):
        raise ValidationError(too_long(limit), code="max_length")


def check_marks(text: str) -> None:
    """Raise `ValidationError` if more marks are stacked on one character than a line can hold."""
    if _STACKED.search(text):
        raise ValidationError(
            _("1つの文字に重ねる記号（アクセントなど）は%(limit)d個までにしてください。")
            % {"limit": MOST_MARKS},
            code="stacked",
        )
