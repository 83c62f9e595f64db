"""From markup, in whatever order, to blocks."""

import re

from dengen.japan.width import without_invisible
from dengen.listings.rich_text.blocks import LINE_BREAK, Block, Run, tidy_blocks
from dengen.listings.rich_text.columns import Columns
from dengen.listings.rich_text.elements import GROUPS, Element, OpenElements
from dengen.listings.rich_text.lists import OpenLists
from dengen.listings.rich_text.looks import is_hidden, is_list_marker, keeps_lines, marks_of
from dengen.listings.rich_text.markup import Raw, Tag, read_markup
from dengen.listings.rich_text.style_sheets import StyleSheets
from dengen.listings.rich_text.tags import (
    BLOCKS,
    CELLS,
    DROPPED,
    HEADINGS,
    INLINE,
    LISTS,
    RAW,
    VOID,
    words,
)

WANTED = words("style class href size start value hidden span colspan rowspan")
_CELL_GAP = "\u3000"
# Japanese has no spaces between words: a line broken in the source is no space.
_WIDE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])[ \t]*\r?\n[ \t]*(?=[{_WIDE}])")


def read_html(html: str) -> list[Block]:
    """Return the blocks; any tags in any order may come; raise `TooDeep`."""
    reader = _Reader()
    for piece in read_markup(html, raw=RAW, wanted=WANTED):
        if isinstance(piece, str):
            reader.text(piece)
        elif isinstance(piece, Raw):
            reader.raw(piece)
        elif piece.is_end:
            reader.end(piece.name)
        else:
            reader.start(piece)
    return tidy_blocks(reader.blocks)


class _Reader:
    """One pass over tags and texts."""

    def __init__(self) -> None:
        self.blocks = [Block()]
        self.open = OpenElements()
        self.lists = OpenLists()
        self.tables: list[Columns] = []
        self.styles = StyleSheets()
        self.cells = 0
        self.is_in_cell = False
        self.is_new_item = False

    def start(self, tag: Tag) -> None:
        """Begin an element."""
        is_block = tag.name in BLOCKS
        tag = tag._replace(attributes=self.styles.applied(tag.name, tag.attributes))
        self._leave(self.open.ended_by(tag.name, is_block=is_block))
        if tag.name == "col" and self.tables:
            self.tables[-1].add(tag.attributes, is_hidden=is_hidden(tag.attributes))
        elif tag.name in DROPPED or self._is_hidden(tag):
            self._enter(tag, is_hidden=True)
        elif self.open.innermost.is_hidden:
            if is_block or tag.name in INLINE:
                self._enter(tag, is_hidden=True)
        elif tag.name == "br":
            self._add(" " if self.tables else LINE_BREAK)
        elif tag.name in INLINE:
            self._enter(tag)
        elif is_block:
            self._begin(tag)

    def end(self, name: str) -> None:
        """End the innermost element of that name, and all that was left open in it."""
        if name == "br":
            self.start(Tag("br", is_end=False, attributes={}))
        self._leave(self.open.close(name))

    def raw(self, element: Raw) -> None:
        """Take a style sheet; leave out what is no text of the author's."""
        if element.name == "style":
            self.styles.add(element.text)

    def text(self, data: str) -> None:
        """Take the text between two tags."""
        if self.open.innermost.is_hidden:
            return
        if self.tables and not self.is_in_cell and data.isspace():
            return
        data = without_invisible(data)
        if not self.open.innermost.keeps_lines:
            self._add_words(_BROKEN_LINE.sub("", data))
            return
        for place, line in enumerate(data.split("\n")):
            if place:
                self._add(" " if self.tables else LINE_BREAK)
            self._add_words(line)

    def _add_words(self, data: str) -> None:
        if self.open.innermost.is_marker:
            # Symbol fonts write their bullets as letters; a number says what it says.
            data = data.strip("\xa0 \n\r\t")
            data = f"{data} " if any(c.isdigit() for c in data) else "・" if data else ""
        if data:
            self._add(data)

    def _enter(self, tag: Tag, *, is_hidden: bool = False) -> None:
        if tag.name in VOID:
            return
        outer = self.open.innermost
        marks = outer.marks if is_hidden else marks_of(tag.name, tag.attributes, outer.marks)
        is_marker = outer.is_marker or is_list_marker(tag.attributes)
        is_broken = keeps_lines(tag.name, tag.attributes, outer=outer.keeps_lines)
        self.open.open(Element(tag.name, marks, is_hidden, is_marker, is_broken))

    def _leave(self, ended: list[Element]) -> None:
        for element in ended:
            if element.is_hidden or element.tag in INLINE:
                continue
            if element.tag in CELLS:
                self.is_in_cell = False
                continue
            if element.tag == "table":
                self.tables.pop()
            elif element.tag in LISTS:
                self.lists.end()
            self._divide("p")

    def _begin(self, tag: Tag) -> None:
        if tag.name == "table":
            self._divide("p")
            self.tables.append(Columns())
        elif self.tables and tag.name in CELLS:
            self._begin_cell(tag.name)
        elif tag.name in LISTS:
            self.lists.begin(tag)
            self._divide("p")
        else:
            if tag.name == "li":
                self.is_new_item = True
                self.lists.begin_item(tag)
            self._divide(HEADINGS.get(tag.name, "p"))
        self._enter(tag)

    def _is_hidden(self, tag: Tag) -> bool:
        """Return whether its author saw nothing of it; a cell goes on a column all the same."""
        is_in_hidden_columns = False
        if self.tables and tag.name == "tr":
            self.tables[-1].begin_row()
        elif self.tables and tag.name in GROUPS:
            self.tables[-1].begin_group()
        elif self.tables and tag.name in CELLS:
            is_in_hidden_columns = self.tables[-1].take_cell(tag.attributes)
        return is_in_hidden_columns or is_hidden(tag.attributes)

    def _begin_cell(self, name: str) -> None:
        if name == "tr":
            self._add(LINE_BREAK)
            self.cells = 0
            return
        if self.cells:
            self._add(_CELL_GAP)
        self.cells += 1
        self.is_in_cell = True

    def _divide(self, tag: str) -> None:
        if self.tables:
            self._add(" ")
            return
        lists = self.lists.around
        self.blocks.append(Block("p" if lists else tag, lists))

    def _add(self, text: str) -> None:
        block = self.blocks[-1]
        if text.strip() and self.is_new_item and block.lists:
            block.starts_item, self.is_new_item = True, False
        marks = self.open.innermost.marks
        if block.tag != "p":  # a heading has its own size and weight
            marks = marks._replace(size="", strong=False)
        block.runs.append(Run(text) if text == LINE_BREAK else Run(text, marks))
