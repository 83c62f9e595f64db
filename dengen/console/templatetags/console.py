"""How the console shows what a model knows."""

from django import template
from django.utils.translation import gettext as _

from dengen.accounts.models import Application
from dengen.console.queues.proposals import answers_of
from dengen.listings.models import Listing
from dengen.review.proposal import AbstractProposal
from dengen.review.reviewed import Reviewed

register = template.Library()
WAITING = {"pending", "waiting"}  # of a listing, of an application


@register.simple_tag
def proposal_urls(proposal: AbstractProposal) -> dict[str, str]:
    """Return the addresses that second, reject and withdraw it, by these names."""
    return answers_of(proposal)


@register.inclusion_tag("console/_parts/deadline.html")
def deadline(item: Reviewed) -> dict[str, object]:
    """Return the business days left until the promised date, or by how many it has passed."""
    left = item.business_days_left
    return {"is_overdue": item.is_overdue, "left": left, "over": -left}


@register.filter
def review_status(item: Application | Listing) -> str:
    """Return its status for a reviewer: what its owner calls 承認待ち is 審査待ち there."""
    return _("審査待ち") if item.status in WAITING else item.get_status_display()
