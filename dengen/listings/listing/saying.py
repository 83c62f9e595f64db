"""What a listing says, thing by thing as it was declared, ready to be shown."""

from typing import Any, NamedTuple

from dengen.listings.entry.item import Item, Mark, Part, Text
from dengen.listings.entry.items import ITEMS, PARTS, TITLE, in_queue
from dengen.listings.entry.kinds import RichText
from dengen.listings.entry.side import Side
from dengen.listings.listing.fields import ListingFields

PROSE = [item for item in ITEMS.values() if isinstance(item.kind, RichText)]
FACTS: list[Part] = [part for part in PARTS if part is not TITLE and part not in PROSE]


class Said(NamedTuple):
    """A thing that a listing says.

    `template` shows it where the text alone doesn't do, `looks` are the style sheet's classes.
    """

    label: Text
    text: str
    template: str = ""
    looks: str = ""


class Saying(ListingFields):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    @classmethod
    def reviewed_fields(cls) -> dict[str, str]:
        """Return what a reviewer compares and remarks on, all that it says, and the labels."""
        return {name: str(item.label) for name, item in ITEMS.items()}

    @property
    def is_offer(self) -> bool:
        """Whether capacity is offered, not sought."""
        return self.side == Side.SELL

    def text_of(self, name: str) -> str:
        """Return what it says there as people read it, in plain text."""
        return ITEMS[name].text_of(self)

    def marks(self) -> list[Mark]:
        """Return what stands on its card beside the title."""
        return [mark for mark, _value in self._marks()]

    def marks_said(self) -> list[Mark]:
        """Return the same without what stands there for saying nothing."""
        return [mark for mark, value in self._marks() if value != ""]

    def columns(self) -> list[Said]:
        """Return what it says in the operator's tables, after the title."""
        return [
            Said(item.in_queue, item.text_of(self), looks=_mark_of(item, self).looks)
            for item in in_queue()
        ]

    def _marks(self) -> list[tuple[Mark, Any]]:
        said = [(item, item.value_of(self)) for item in ITEMS.values() if item.mark]
        return [(_mark_of(item, self), value) for item, value in said if value is not None]

    def facts(self) -> list[Said]:
        """Return what stands under the title, a line or two each."""
        return [
            Said(part.label, part.text_of(self) if isinstance(part, Item) else "", part.shown)
            for part in FACTS
            if self._speaks_of(part)
        ]

    def _speaks_of(self, part: Part) -> bool:
        """Return whether its page does: what nobody has to say takes no room if it is not said."""
        return not isinstance(part, Item) or part.required or bool(part.text_of(self))

    def prose(self) -> list[Said]:
        """Return the long texts, as clean HTML; none that is empty."""
        texts = [Said(item.label, item.value_of(self)) for item in PROSE]
        return [said for said in texts if said.text]


def _mark_of(item: Item[Any], listing: Saying) -> Mark:
    text = item.text_of(listing)
    return item.mark(item.value_of(listing), text) if item.mark else Mark(text, "")
