"""How the console shows what a model knows."""

from django import template

from dengen.accounts.models.proposal import AbstractProposal
from dengen.accounts.models.reviewed import Reviewed
from dengen.console.proposals import answers_of

register = template.Library()


@register.simple_tag
def proposal_urls(proposal: AbstractProposal) -> dict[str, str]:
    """The addresses that second, reject and withdraw it, by these names."""
    return answers_of(proposal)


@register.inclusion_tag("console/_parts/deadline.html")
def deadline(item: Reviewed) -> dict[str, object]:
    """The business days left until the promised date, or by how many it has passed."""
    left = item.business_days_left
    return {"is_overdue": item.is_overdue, "left": left, "over": -left}
