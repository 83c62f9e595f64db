"""What a listing says, thing by thing as it was declared, ready to be shown."""

from typing import NamedTuple

from dengen.listings.entry.item import Item, Mark, Part, Text
from dengen.listings.entry.items import ITEMS, PARTS, TITLE
from dengen.listings.entry.kinds import RichText
from dengen.listings.listing.fields import ListingFields

PROSE = [item for item in ITEMS.values() if isinstance(item.kind, RichText)]
FACTS: list[Part] = [part for part in PARTS if part is not TITLE and part not in PROSE]


class Said(NamedTuple):
    """A thing that a listing says; `template` shows it where the text alone doesn't do."""

    label: Text
    text: str
    template: str = ""


class Saying(ListingFields):
    """Mixin of Listing."""

    class Meta:
        abstract = True

    @classmethod
    def reviewed_fields(cls) -> dict[str, str]:
        """Return what a reviewer compares and remarks on, all that it says, and the labels."""
        return {name: str(item.label) for name, item in ITEMS.items()}

    def text_of(self, name: str) -> str:
        """Return what it says there as people read it, in plain text."""
        return ITEMS[name].text_of(self)

    def marks(self) -> list[Mark]:
        """Return what stands on its card beside the title."""
        return [
            item.mark(value, item.text_of(self))
            for item in ITEMS.values()
            if item.mark and (value := item.value_of(self)) is not None
        ]

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
