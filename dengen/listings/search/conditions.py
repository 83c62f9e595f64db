"""What a found row itself must meet: tokens find too much."""

from typing import Any

from dengen.listings.search.wanted import Wanted

type Parameters = dict[str, Any]


def conditions(wanted: Wanted, *, position: str) -> tuple[str, Parameters]:
    """Return SQL over the table of listings, and its parameters.

    `position` is the database's function that tells where a text stands in another.
    """
    found = ["status = 'published'", "start_on <= %(starts_by)s"]
    found.append("(end_on IS NULL OR end_on >= %(ends_from)s)")
    values: Parameters = {"starts_by": wanted.starts_by, "ends_from": wanted.ends_from}
    for place, word in enumerate(wanted.words):
        found.append(f"{position}(folded_title, %(word_{place})s) > 0")
        values[f"word_{place}"] = word
    for name, condition in {
        "side": "side = %(side)s",
        "area": "area = %(area)s",
    }.items():
        if value := getattr(wanted, name):
            found.append(condition)
            values[name] = value
    return " AND ".join(found), values
