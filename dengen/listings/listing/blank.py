"""The form of a new listing before anybody has typed: what it proposes, and whether that is all."""

from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

from dengen.accounts.models import Account
from dengen.japan.business_days import add_months, today


def proposed(member: Account) -> dict[str, Any]:
    """Return what the form begins with: the member's business and name, a year from today."""
    first = today()
    return {
        "start_on": first,
        "end_on": add_months(first, settings.LISTING_PERIOD_MONTHS),
        "organization_name": member.organization_name,
        "contact_person": member.full_name,
    }


def is_blank(values: dict[str, str], member: Account) -> bool:
    """Return whether nothing was typed, by field name, but what was proposed to the member."""
    return not filled_in(values, member)


def filled_in(values: dict[str, str], member: Account) -> set[str]:
    """Return the names of the fields that hold what the member has typed."""
    before = {name: str(value) for name, value in proposed(member).items()}
    typed = {name for name, text in values.items() if strip_tags(text).strip()}
    return {name for name in typed if values[name] != before.get(name)}
