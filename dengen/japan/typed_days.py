"""Days as people write them: 2027-01-06, ２０２７／１／６, 2027年1月6日（水）, 令和9年1月6日."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from dengen.japan.width import DASHES

_WRITTEN = re.compile(
    r"(?:(?P<year>\d{4})|(?:令和|R)\s{0,3}(?P<era>\d{1,2}|元))\s{0,3}[年/.-]"
    r"\s{0,3}(?P<month>\d{1,2})\s{0,3}[月/.-]\s{0,3}(?P<day>\d{1,2})(?!\d)日?(?:\s?\([日月火水木金土]\))?"
)
_REIWA_BEFORE_FIRST_YEAR = 2018
_LONGEST = 200  # characters that are looked at


def typed_days(text: str) -> list[date]:
    """Every date of the text, in its order; what is no day of the calendar is left out."""
    return [day for _typed, day in _found(text) if day]


def typed_day(text: str) -> date:
    """The date that the text is; raise `ValueError` if it is none."""
    for typed, day in _found(text):
        if day and typed == _folded(text).strip():
            return day
    raise ValueError(text)


def _found(text: str) -> Iterator[tuple[str, date | None]]:
    return ((match[0], _day(match)) for match in _WRITTEN.finditer(_folded(text)))


def _folded(text: str) -> str:
    return DASHES.sub("-", unicodedata.normalize("NFKC", text[:_LONGEST]))


def _day(match: re.Match[str]) -> date | None:
    era = match["era"]
    year = int(match["year"] or _REIWA_BEFORE_FIRST_YEAR + (1 if era == "元" else int(era)))
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
