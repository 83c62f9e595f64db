"""What was read of a file, as it is kept until it is taken over: a CSV file of names and numbers.

Every version of the board can read it, and nothing else of the file is kept.
"""

import csv
import io
from collections.abc import Iterable

from dengen.accounts.applications.business_list.reading import Entry
from dengen.japan.organization_names import same_name

HEAD = ("name", "corporate_number")
BEGINNING = b"name,corporate_number\r\n"


def stored(businesses: Iterable[tuple[str, str]]) -> bytes:
    """Return the file of these names and numbers."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    writer.writerows(businesses)
    return text.getvalue().encode()


def entries_of(data: bytes) -> list[Entry]:
    """Return what is in such a file; raise `ValueError` if it is another one."""
    if not data.startswith(BEGINNING):
        raise ValueError
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    next(rows)
    return [
        Entry(line, name, same_name(name), number)
        for line, (name, number) in enumerate(rows, start=2)
    ]
