"""The rows of a listing, as the verbs would have left them at the end of its life.

They are written thing by thing: how often each value occurs among a million is planned
(`generated_listing.py`, bulk.toml). What is declared and not planned stays unsaid here.
"""

from django.db.models import Model

from dengen.demo.bulk.deterministic_random import DeterministicRandom, unique
from dengen.demo.bulk.generated_listing import GeneratedListing, Step
from dengen.demo.bulk.people import FIRST_MEMBER
from dengen.demo.bulk.plan import Plan
from dengen.demo.bulk.trail import Trail
from dengen.demo.bulk.words import texts, title, words
from dengen.listings.listing.status import Outcome, Status
from dengen.listings.models import Decision, Listing, ListingBody

STATUS = {
    "listing.submitted": Status.PENDING,
    "listing.approved": Status.PUBLISHED,
    "listing.denied": Status.DENIED,
    "listing.deleted": Status.DELETED,
}
DECISIONS = {"listing.approved": Outcome.APPROVED, "listing.denied": Outcome.DENIED}


class Owners:
    """What listings say of their members, by number from 0."""

    def __init__(self, accounts: list) -> None:
        self._accounts = accounts

    def about(self, number: int, rng: DeterministicRandom) -> dict[str, object]:
        """Return their contact: always a mail address, now and then a phone number too."""
        account = self._accounts[number]
        return {
            "owner_id": account.pk,
            "organization_name": account.organization.name,
            "contact_mail": account.email,
            "contact_phone": account.phone if rng.below(3) == 0 else "",
            "contact_person": account.full_name,
        }


def listing_and_body(
    plan: Plan, generated: GeneratedListing, owners: Owners
) -> tuple[Listing, ListingBody]:
    """Return the listing itself, and its text."""
    rng = DeterministicRandom(plan.key, "words", generated.index)
    text = rng.one_of(texts(generated.side))
    steps = {step.name: step.at for step in generated.steps}
    last = next(step for step in reversed(generated.steps) if step.name in STATUS)
    listing = Listing(
        pk=generated.index + 1,
        title=title(rng, generated.side, generated.area, generated.rare),
        start_on=generated.start_on,
        end_on=generated.end_on,
        side=generated.side,
        area=generated.area,
        opening=text.opening,
        submission_key=unique(plan.key, "listing", generated.index),
        status=STATUS[last.name],
        revision=sum(step.name in STATUS for step in generated.steps),
        submitted_at=steps["listing.submitted"],
        published_at=steps.get("listing.approved"),
        number=generated.index + 1 if "listing.approved" in steps else None,
        deleted_at=steps.get("listing.deleted"),
        announced=generated.announced,
        **owners.about(generated.owner, rng),
    )
    listing.fold_title()
    return listing, ListingBody(listing_id=listing.pk, html=text.html)


def reason(plan: Plan, generated: GeneratedListing) -> str:
    """Return why it was denied."""
    return DeterministicRandom(plan.key, "reason", generated.index).one_of(words()["reasons"])


def decision(plan: Plan, pk: int, generated: GeneratedListing, number: int, step: Step) -> Decision:
    """Return what the operator decided in that step."""
    is_denial = step.name == "listing.denied"
    return Decision(
        pk=pk,
        listing_id=generated.index + 1,
        outcome=DECISIONS[step.name],
        reason=reason(plan, generated) if is_denial else "",
        revision=number,
        decided_by_id=1 + generated.reviewer,
        decided_at=step.at,
    )


def note(plan: Plan, trail: Trail, generated: GeneratedListing, number: int, step: Step) -> None:
    """Note the event of that step, the `number`-th of its listing from 0."""
    particulars: dict[str, object] = {"revision": max(1, number)}
    by: int | None = 1 + generated.reviewer
    if step.name in {"listing.submitted", "listing.deleted"}:
        by = FIRST_MEMBER + generated.owner
    if step.name == "listing.deleted":
        particulars["revision"] = number + 1
    if step.name == "listing.denied":
        particulars["private"] = {"reason": reason(plan, generated)}
    if step.announcement:
        by, particulars = None, {"announcement": step.announcement.name.lower()}
    subject: type[Model] = Listing
    trail.note(step.name, subject, generated.index + 1, step.at, by=by, **particulars)
