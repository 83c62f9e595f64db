"""Days as people write them: 2027-01-06, ２０２７／１／６, 2027年1月6日（水）, 令和9年1月末."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from dengen.japan.business_days import add_months
from dengen.japan.width import DASHES

_WRITTEN = re.compile(
    r"(?:(?P<year>\d{4})|(?:令和|R)\s{0,3}(?P<era>\d{1,2}|元))\s{0,3}[年/.-]"
    r"\s{0,3}(?P<month>\d{1,2})\s{0,3}[月/.-]\s{0,3}(?:(?P<day>\d{1,2})(?!\d)|(?P<last>末))日?(?:\s?\([日月火水木金土]\))?"
)
# 1年間, 6か月, 半年, 1年半
_SPAN = re.compile(
    r"(?:(?P<half>半)|(?P<count>\d{1,2})\s?)(?P<unit>年|[かカヵヶケ箇個]\s?月)(?P<more>半)?\s?間?"
)
_BETWEEN = re.compile(r"(?:から|より|まで|開始日?|終了日?|[\s~〜→、,。()-])+")
_REIWA_BEFORE_FIRST_YEAR = 2018
_LOOKED_AT_LENGTH = 200  # characters that are looked at


def typed_days(text: str) -> list[date]:
    """Return every date of the text, in its order; what is no day of the calendar is left out."""
    return [day for _typed, day in _found(text) if day]


def typed_period(text: str, start: date | None = None) -> tuple[list[date], str]:
    """Return the days that the text says, and what of it says something else, "" if nothing does.

    How long it lasts stands for its last day: from its one date on, or else from `start`.
    """
    days = typed_days(text)
    rest = _WRITTEN.sub(lambda found: " " if _day(found) else found[0], _folded(text))
    first = next(iter(days), start)
    span = _SPAN.search(rest) if first and len(days) <= 1 else None
    if first and span:
        days.append(_last_day(first, _months(span)))
        rest = rest.replace(span[0], " ", 1)
    return days, _BETWEEN.sub("", rest + text[_LOOKED_AT_LENGTH:])


def _months(span: re.Match[str]) -> int:
    unit = 12 if span["unit"] == "年" else 1
    return unit // 2 if span["half"] else int(span["count"]) * unit + (6 if span["more"] else 0)


def _last_day(first: date, months: int) -> date:
    """Return the day before the same day so many months on, or that month's last day."""
    same = add_months(first, months)
    return same - timedelta(days=1) if same.day == first.day else same


def typed_day(text: str) -> date:
    """Return the date that the text is; raise `ValueError` if it is none."""
    for typed, day in _found(text):
        if day and typed == _folded(text).strip():
            return day
    raise ValueError(text)


def _found(text: str) -> Iterator[tuple[str, date | None]]:
    return ((match[0], _day(match)) for match in _WRITTEN.finditer(_folded(text)))


def _folded(text: str) -> str:
    return DASHES.sub("-", unicodedata.normalize("NFKC", text[:_LOOKED_AT_LENGTH]))


def _day(match: re.Match[str]) -> date | None:
    era = match["era"]
    year = int(match["year"] or _REIWA_BEFORE_FIRST_YEAR + (1 if era == "元" else int(era)))
    try:
        month = int(match["month"])
        day = calendar.monthrange(year, month)[1] if match["last"] else int(match["day"])
        return date(year, month, day)
    except ValueError:
        return None
