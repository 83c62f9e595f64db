"""Listings: whose each is, where it stands, and every decision on it."""

from collections import defaultdict
from collections.abc import Mapping

from dengen.events.models import Event
from dengen.listings.models import Decision, Listing
from dengen.oversight.implied.comparing import Kind, State, within

STATUS = {
    "listing.submitted": "pending",
    "listing.approved": "published",
    "listing.denied": "denied",
    "listing.reopened": "pending",
    "listing.deleted": "deleted",
}
DECISIONS = {"listing.approved": "approved", "listing.denied": "denied"}


class Listings(Kind):
    """The last step counts for the status, and every one for the decisions."""

    model = Listing

    def implied(self, events: Mapping[int, list[Event]], pks: range) -> dict[int, State]:
        """As in Kind."""
        return {pk: state for pk, steps in events.items() if (state := _state(steps))}

    def found(self, pks: range) -> dict[int, State]:
        """As in Kind."""
        decisions: dict[int, list[tuple]] = defaultdict(list)
        fields = ("listing_id", "outcome", "revision", "decided_by_id")
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
            state.setdefault("decisions", []).append(decided)
    return state


LISTINGS = Listings()
