"""Taking over what a pasted template says: nothing that was typed is overwritten unasked."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from dengen.accounts.models import Account
from dengen.listings.entry.item import Item
from dengen.listings.entry.items import ITEMS
from dengen.listings.forms.entry_fields import field_of
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
    missing = {name: value for name, value in taken.items() if name not in filled}
    return TakenOver(typed | missing, list(taken), left, reading.unread)


def _says_else(name: str, typed: str, said: object) -> bool:
    item = ITEMS[name]
    return _words(item, typed) != _words(item, item.kind.typed(said))


def _words(item: Item[Any], typed: str) -> list[str]:
    """Return what the form makes of it, as people read it; of what it refuses, what was typed."""
    try:
        return item.kind.text(field_of(item).clean(typed)).split()
    except ValidationError:
        return strip_tags(typed).split()
