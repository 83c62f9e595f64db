"""開始日 and 終了日, when the text carries them."""

import re
import unicodedata
from datetime import date

_DATE = re.compile(
    r"(?:(?P<year>\d{4})|(?:令和|R)\s{0,3}(?P<era>\d{1,2}|元))\s{0,3}[年/.-]"
    r"\s{0,3}(?P<month>\d{1,2})\s{0,3}[月/.-]\s{0,3}(?P<day>\d{1,2})(?!\d)"
)
_REIWA_BEFORE_FIRST_YEAR = 2018


def read_dates(text: str) -> list[date]:
    """Every date of the text, in its order; what is no day of the calendar is left out."""
    folded = unicodedata.normalize("NFKC", text[:200])
    return [day for match in _DATE.finditer(folded) if (day := _day(match))]


def _day(match: re.Match[str]) -> date | None:
    era = match["era"]
    year = int(match["year"] or _REIWA_BEFORE_FIRST_YEAR + (1 if era == "元" else int(era)))
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
