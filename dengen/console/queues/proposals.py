"""Proposals that wait for a second operator, of every kind: where they are shown and answered."""

from dataclasses import dataclass
from typing import cast

from django.urls import reverse

from dengen.accounts.models import RetirementProposal
from dengen.console.queues.review_queue import LISTINGS
from dengen.database.prepared import Prepared
from dengen.listings.models import Proposal
from dengen.review.proposal import AbstractProposal

ANSWERS = ("seconding", "rejection", "withdrawal")
PEOPLE = ("account__login", "account__organization", "proposed_by")
ABOUT_LISTINGS = Prepared(lambda: Proposal.objects.open().select_related("listing", "proposed_by"))
ABOUT_IDS = Prepared(lambda: RetirementProposal.objects.open().select_related(*PEOPLE))


@dataclass(frozen=True)
class Waiting:
    """One of them, as a list shows it."""

    item: AbstractProposal
    label: str

    @property
    def url(self) -> str:
        """Where it is read and answered."""
        return page_of(self.item)


def open_proposals() -> list[Waiting]:
    """Return all that wait, the oldest of each kind first."""
    return [Waiting(one, name_of(one)) for one in (*ABOUT_LISTINGS(), *ABOUT_IDS())]


def name_of(proposal: AbstractProposal) -> str:
    """Return what it is about, as people call it."""
    if isinstance(proposal, Proposal):
        return proposal.listing.title
    account = cast("RetirementProposal", proposal).account
    return f"{account.organization_name or account.full_name}（{account.login}）"


def page_of(proposal: AbstractProposal) -> str:
    """Return the page of what it is about, or the queue if that is gone."""
    if isinstance(proposal, RetirementProposal):
        page = "console:member" if proposal.account.is_member else "console:operator"
        return reverse(page, args=[proposal.account_id])
    return LISTINGS.url_now(proposal.subject)


def answers_of(proposal: AbstractProposal) -> dict[str, str]:
    """Return the address of each answer."""
    noun = "retirement-proposal" if isinstance(proposal, RetirementProposal) else "proposal"
    return {one: reverse(f"console:{noun}-{one}", args=[proposal.pk]) for one in ANSWERS}
