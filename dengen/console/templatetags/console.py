"""How the console shows what a model knows."""

from django import template

from dengen.accounts.models.reviewed import Reviewed

register = template.Library()


@register.inclusion_tag("console/_parts/deadline.html")
def deadline(item: Reviewed) -> dict[str, object]:
    """The business days left until the promised date, or by how many it has passed."""
    left = item.business_days_left
    return {"is_overdue": item.is_overdue, "left": left, "over": -left}
