"""What a found row itself must meet: tokens find too much."""

from typing import Any

from dengen.listings.entry.items import searched
from dengen.listings.listing.visibility import VISIBLE
from dengen.listings.search.wanted import Wanted

type Parameters = dict[str, Any]

OPERATORS = {"exact": "=", "gte": ">=", "lte": "<="}


def conditions(wanted: Wanted, *, position: str) -> tuple[str, Parameters]:
    """Return SQL over the table of listings, and its parameters.

    `position` is the database's function that tells where a text stands in another.
    """
    found = [VISIBLE]
    values: Parameters = {"starts_by": wanted.starts_by, "ends_from": wanted.ends_from}
    for place, word in enumerate(wanted.words):
        found.append(f"{position}(folded_title, %(word_{place})s) > 0")
        values[f"word_{place}"] = word
    for item in searched():
        for name, lookup in item.conditions():
            if (value := wanted.asked.get(name, "")) != "":
                found.append(f"{item.column} {OPERATORS[lookup]} %({name})s")
                values[name] = value
    return " AND ".join(found), values
