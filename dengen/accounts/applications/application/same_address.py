"""Applications sent from one network address within minutes.

A whole office may share an address, so only what comes at nearly the same time is worth a look.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from dengen.keyed import keyed_hash

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application

NEAR_WINDOW = timedelta(minutes=10)
# What is shown of them; the rest of a row is read if somebody asks for it.
NAMED = ["came_from", "consented_at", "submitted_at", "status", "login_name"]
NAMED += ["organization_name", "family_name", "given_name"]


def origin_key(address: str) -> str:
    """Return what is kept of the address with an application: equal for equal ones; "" for none."""
    return keyed_hash("dengen.application.origin", address) if address else ""


def from_same_address(applications: Sequence["Application"]) -> dict[int, list["Application"]]:
    """Return by primary key the applications sent from its address within ten minutes.

    One query serves all.
    """
    moments = [one.consented_at for one in applications]
    others = (
        type(applications[0])
        .objects.filter(
            came_from__in={one.came_from for one in applications} - {""},
            consented_at__range=(min(moments) - NEAR_WINDOW, max(moments) + NEAR_WINDOW),
        )
        .only(*NAMED)
    )
    by_key = defaultdict(list)
    for other in others:
        by_key[other.came_from].append(other)
    return {one.pk: [x for x in by_key[one.came_from] if _is_near(one, x)] for one in applications}


def _is_near(one: "Application", other: "Application") -> bool:
    return one.pk != other.pk and abs(one.consented_at - other.consented_at) <= NEAR_WINDOW
