"""Taking over what a pasted template says: nothing that was typed is overwritten unasked."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags

from dengen.accounts.models import Account
from dengen.listings.entry.items import ITEMS
from dengen.listings.listing.blank import filled_in
from dengen.listings.template_reader import read_template


@dataclass(frozen=True)
class TakenOver:
    """The form's `values` with the template's; which fields it filled in, and which it left."""

    values: dict[str, Any]
    taken: list[str]
    left: list[str]
    unread: list[str]


def take_over(pasted: str, typed: dict[str, Any], member: Account, *, replaces: bool) -> TakenOver:
    """Fill in what the template says; what was typed otherwise stays, unless it `replaces` all."""
    reading = read_template(pasted)
    said = reading.values
    filled = set() if replaces else filled_in(typed, member)
    left = [name for name in said if name in filled and _says_else(name, typed[name], said[name])]
    taken = {name: value for name, value in said.items() if name not in left}
    return TakenOver(typed | taken, list(taken), left, reading.unread)


def _says_else(name: str, typed: str, said: object) -> bool:
    return strip_tags(typed).split() != ITEMS[name].kind.typed(said).split()
