"""The lists that are open around a text, and their items' numbers."""

import re

from dengen.listings.rich_text.blocks import List
from dengen.listings.rich_text.markup import Tag

DEEPEST = 6
ITEM_NUMBER = re.compile(r"\s{0,5}(\d{1,6})")


class OpenLists:
    """Only lists have numbers here: an item with a number of its own begins another list."""

    def __init__(self) -> None:
        self._open: list[List] = []
        self._next_numbers: list[int] = []  # of each open list
        self._begun = 0

    @property
    def around(self) -> tuple[List, ...]:
        """The lists that a block stands in, the outermost first."""
        return tuple(self._open[:DEEPEST])

    def begin(self, tag: Tag) -> None:
        """Open a list."""
        self._begin(tag.name, _number(tag, "start", 1))

    def begin_item(self, tag: Tag) -> None:
        """Begin an item of the innermost list, if there is one."""
        if not self._open:
            return
        expected = self._next_numbers[-1]
        number = _number(tag, "value", expected)
        if number != expected and self._open[-1].tag == "ol":
            self.end()
            self._begin("ol", number)
        self._next_numbers[-1] = number + 1

    def end(self) -> None:
        """Close the innermost list, if there is one."""
        if self._open:
            self._open.pop()
            self._next_numbers.pop()

    def _begin(self, name: str, first: int) -> None:
        self._begun += 1
        self._open.append(List(name, first if name == "ol" else 1, self._begun))
        self._next_numbers.append(first)


def _number(tag: Tag, attribute: str, otherwise: int) -> int:
    """Return the number at which a list begins or that an item has, if it can be read."""
    found = ITEM_NUMBER.fullmatch(tag.attributes.get(attribute, ""))
    return int(found[1]) if found else otherwise
