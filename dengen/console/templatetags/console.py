"""How the console shows what a model knows."""

from django import template
from django.utils.translation import gettext as _

from dengen.accounts.models import Application
from dengen.console.queues.proposals import answers_of
from dengen.console.queues.review_step import ReviewStep
from dengen.listings.models import Listing
from dengen.review.proposal import AbstractProposal
from dengen.review.reviewed import Reviewed

register = template.Library()


@register.simple_tag
def proposal_urls(proposal: AbstractProposal) -> dict[str, str]:
    """Return the addresses that second, reject and withdraw it, by these names."""
    return answers_of(proposal)


@register.inclusion_tag("console/_parts/deadline.html")
def deadline(item: Reviewed) -> dict[str, object]:
    """Return the business days left until the promised date, or by how many it has passed."""
    left = item.business_days_left
    return {"is_overdue": item.is_overdue, "left": left, "over": -left}


@register.inclusion_tag("console/_parts/outcome.html")
def outcome(of: str) -> dict[str, object]:
    """Return the step of a review that an event, a decision or an application names."""
    return {"step": ReviewStep(of)}


@register.filter
def review_status(item: Application | Listing) -> str:
    """Return how it stands for a reviewer: what its owner calls 承認待ち is 審査待ち there."""
    if item.is_waiting:
        return _("審査待ち")
    if isinstance(item, Listing):
        return str(item.standing_alone.label)
    return item.get_status_display()
