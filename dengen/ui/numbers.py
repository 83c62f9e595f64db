"""Numbers in addresses and forms: one reader for all of them.

A number that no row can have is no number: the database would fail on it.
"""

from django.urls.converters import StringConverter

HIGHEST = 2**63 - 1


def number_in(text: str | None) -> int | None:
    """Return the number that was typed in ASCII digits, from 0 on; None if it is none."""
    typed = text or ""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(HIGHEST))
    number = int(typed) if is_number else HIGHEST + 1
    return number if number <= HIGHEST else None


class NumberConverter(StringConverter):
    """`<number:pk>` in a path; out of range it is no address of the board: 404."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        """Return the number; raise `ValueError`."""
        number = number_in(value)
        if number is None:
            raise ValueError(value)
        return number

    def to_url(self, value: object) -> str:
        """Return it as it is written."""
        return str(value)
