"""The pages that are measured."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Visited:
    """A page: what it is called, where it is, and whether the staff see it or a member."""

    name: str
    path: str
    is_console: bool = False


def visited(prepared: dict[str, Any]) -> list[Visited]:
    """Return those of members, then those of the operator's staff."""
    return [
        Visited("list", "/listings/"),
        Visited("list, an area", "/listings/?area=tokyo"),
        Visited("listing", f"/listings/{prepared['listing']}/"),
        Visited("home", "/"),
        Visited("MY掲載", "/listings/mine/"),
        Visited("console", "/console/", is_console=True),
        Visited("queue: applications", "/console/applications/", is_console=True),
        Visited("queue: listings", "/console/listings/", is_console=True),
        Visited("decided listings", "/console/listings/?state=decided", is_console=True),
        Visited("queue: overdue", "/console/overdue/", is_console=True),
        Visited("queue: passwords", "/console/password-requests/", is_console=True),
        Visited("queue: retirements", "/console/retirements/", is_console=True),
    ]
