"""Which elements are open while markup is read: end tags that are left out are put in."""

from typing import NamedTuple

from dengen.listings.rich_text.blocks import Marks

DEEPEST = 60  # a paste from Office stays under 30

GROUPS = ("thead", "tbody", "tfoot")
# What the start of an element ends, and what keeps that from reaching further out.
_ENDED_BY_ITSELF = {
    "li": ({"li"}, {"ul", "ol", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr", "colgroup"}, {"table"}),
    **dict.fromkeys(GROUPS, ({*GROUPS, "colgroup"}, {"table"})),
}
_PARAGRAPH = ({"p"}, {"li", "td", "th", "table", "div", "blockquote", "section", "article"})


class TooDeep(Exception):
    """Elements are left open in one another as no person and no program writes them."""


class Element(NamedTuple):
    """An open element; `is_hidden` if nothing of it is seen, `is_marker` for a list's bullet.

    `keeps_lines` if its text is divided where its lines are broken.
    """

    tag: str
    marks: Marks
    is_hidden: bool = False
    is_marker: bool = False
    keeps_lines: bool = False


class OpenElements:
    """A stack, the innermost last; its depth is that of a parser's tree, and is bounded."""

    def __init__(self) -> None:
        self._stack = [Element("", Marks())]

    @property
    def innermost(self) -> Element:
        """The element that text now stands in."""
        return self._stack[-1]

    def open(self, element: Element) -> None:
        """Go one deeper; raise `TooDeep`."""
        if len(self._stack) > DEEPEST:
            raise TooDeep
        self._stack.append(element)

    def ended_by(self, tag: str, *, is_block: bool) -> list[Element]:
        """Close what the start of `tag` ends, and return it, the innermost first."""
        ended = self._close_up_to(*_ENDED_BY_ITSELF[tag]) if tag in _ENDED_BY_ITSELF else []
        return ended or (self._close_up_to(*_PARAGRAPH) if is_block else [])

    def close(self, tag: str) -> list[Element]:
        """Close the innermost `tag` and all in it, and return them; nothing if none is open."""
        is_cell_shut = tag not in {"table", "tr", "td", "th"}
        return self._close_up_to({tag}, {"td", "th"} if is_cell_shut else set())

    def close_all(self) -> list[Element]:
        """Close what is still open at the end of the text."""
        ended, self._stack[1:] = self._stack[:0:-1], []
        return ended

    def _close_up_to(self, tags: set[str], borders: set[str]) -> list[Element]:
        for place in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[place].tag
            if tag in tags:
                ended = self._stack[: place - 1 : -1]
                del self._stack[place:]
                return ended
            if tag in borders:
                return []
        return []
