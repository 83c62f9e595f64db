"""Listings: whose each is, where it stands, and every decision on it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from dengen.events.models import PRIVATE, Event
from dengen.listings.listing.status import Outcome, Status
from dengen.listings.models import Decision, Listing
from dengen.oversight.implied.comparing import Kind, State, within

STATUS = {
    "listing.submitted": Status.PENDING,
    "listing.approved": Status.PUBLISHED,
    "listing.denied": Status.DENIED,
    "listing.reopened": Status.PENDING,
    "listing.deleted": Status.DELETED,
}
DECISIONS = {"listing.approved": Outcome.APPROVED, "listing.denied": Outcome.DENIED}


class Anything:
    """Equal to whatever it is compared with."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "…"


ANYTHING = Anything()


class Listings(Kind):
    """The last step counts for the status, and every one for the decisions."""

    model = Listing

    def implied(self, events: Mapping[int, list[Event]], pks: range) -> dict[int, State]:
        """Return what the events imply; see `Kind`."""
        return {pk: state for pk, steps in events.items() if (state := _state(steps))}

    def found(self, pks: range) -> dict[int, State]:
        """Return what is found in the tables; see `Kind`."""
        decisions: dict[int, list[tuple]] = defaultdict(list)
        fields = ("listing_id", "outcome", "revision", "decided_by_id", "reason")
        rows = within(Decision.objects.order_by("listing_id", "pk"), pks, "listing_id")
        for listing, *decided in rows.values_list(*fields):
            decisions[listing].append(tuple(decided))
        listings = within(Listing.objects.all(), pks).values_list("pk", "status", "owner_id")
        return {
            pk: {"status": status, "owner": owner, "decisions": decisions[pk]}
            for pk, status, owner in listings
        }


def _state(steps: list[Event]) -> State:
    state: State = {}
    for step in steps:
        if step.name in STATUS:
            state["status"] = STATUS[step.name]
        if step.name == "listing.submitted":
            state |= {"owner": step.actor_id, "decisions": []}
        if step.name == "listing.moved":
            state["owner"] = step.particular("to")
        if step.name in DECISIONS:
            decided = (DECISIONS[step.name], step.particular("revision"), step.actor_id)
            state.setdefault("decisions", []).append((*decided, _reason(step)))
    return state


def _reason(step: Event) -> Any:
    """Return the reason that must stand in the decision; any, if the trail's was erased."""
    if step.name == "listing.approved":
        return ""
    is_kept = PRIVATE in step.particulars and not step.is_erased
    return step.particular("reason") if is_kept else ANYTHING


LISTINGS = Listings()
