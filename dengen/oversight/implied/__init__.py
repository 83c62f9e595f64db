"""What the trail implies, compared with the tables.

That is the standing and role of accounts, the status of applications and listings, and decisions.
Somebody who owns the database can change a row and leave the trail as it is; then the two differ.

Rows are read some thousand at a time, in constant memory, while the board is in use: what differs
at first sight is looked at again while its row is locked.
"""

from collections.abc import Iterator

from dengen.oversight.implied.accounts import ACCOUNTS
from dengen.oversight.implied.applications import APPLICATIONS
from dengen.oversight.implied.comparing import Difference, Kind
from dengen.oversight.implied.listings import LISTINGS

KINDS: tuple[Kind, ...] = (ACCOUNTS, APPLICATIONS, LISTINGS)


def first_difference() -> Difference | None:
    """Return the first row that differs from what the trail implies, or None."""
    return next(differences(), None)


def differences() -> Iterator[Difference]:
    """Return all of them."""
    for kind in KINDS:
        yield from kind.differences()


__all__ = ["Difference", "differences", "first_difference"]
