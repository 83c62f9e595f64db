"""From markup, in whatever order, or from plain text, to blocks."""

import re

from dengen.japan.width import LINE_BREAKS, without_invisible
from dengen.listings.rich_text.blocks import LINE_BREAK, Block, List, Run, tidy
from dengen.listings.rich_text.elements import Element, OpenElements
from dengen.listings.rich_text.looks import is_hidden, is_list_marker, marks_of
from dengen.listings.rich_text.markup import Tag, read_markup
from dengen.listings.rich_text.tags import BLOCKS, CELLS, DROPPED, HEADINGS, INLINE, LISTS, RAW

WANTED = frozenset({"style", "class", "href", "size", "start", "hidden"})
_CELL_GAP = "\u3000"
# Japanese has no spaces between words: a line broken in the source is no space.
_WIDE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])[ \t]*\r?\n[ \t]*(?=[{_WIDE}])")
_DEEPEST_LIST = 6
_START = re.compile(r"\s{0,5}(\d{1,6})")


def read_plain(text: str) -> list[Block]:
    """Paragraphs are divided by empty lines; other line breaks stay."""
    lines = [without_invisible(line) for line in LINE_BREAKS.sub("\n", text).split("\n")]
    blocks = [Block()]
    for line in lines:
        if line.strip():
            blocks[-1].runs += [Run(line), Run(LINE_BREAK)]
        else:
            blocks.append(Block())
    return _tidied(blocks)


def read_html(html: str) -> list[Block]:
    """Any tags in any order may come; raises `TooDeep`."""
    reader = _Reader()
    for piece in read_markup(html, raw=RAW, wanted=WANTED):
        if isinstance(piece, str):
            reader.text(piece)
        elif piece.is_end:
            reader.end(piece.name)
        else:
            reader.start(piece)
    return _tidied(reader.blocks)


def _tidied(blocks: list[Block]) -> list[Block]:
    for block in blocks:
        block.runs = tidy(block.runs)
    return [block for block in blocks if block.runs]


class _Reader:
    """One pass over tags and texts."""

    def __init__(self) -> None:
        self.blocks = [Block()]
        self.open = OpenElements()
        self.lists: list[List] = []
        self.lists_begun = 0
        self.tables = 0
        self.cells = 0
        self.is_in_cell = False
        self.is_new_item = False

    def start(self, tag: Tag) -> None:
        """An element begins."""
        is_block = tag.name in BLOCKS
        self._leave(self.open.ended_by(tag.name, is_block=is_block))
        if tag.name in DROPPED or is_hidden(tag.attributes):
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
        """The innermost element of that name ends, and all that was left open in it."""
        if name == "br":
            self.start(Tag("br", is_end=False, attributes={}))
        self._leave(self.open.close(name))

    def text(self, data: str) -> None:
        """Text between two tags."""
        if self.open.innermost.is_hidden:
            return
        if self.tables and not self.is_in_cell and data.isspace():
            return
        data = _BROKEN_LINE.sub("", without_invisible(data))
        if self.open.innermost.is_marker:
            # Symbol fonts write their bullets as letters; a number says what it says.
            data = data.strip("\xa0 \n\r\t")
            data = f"{data} " if any(c.isdigit() for c in data) else "・" if data else ""
        if data:
            self._add(data)

    def _enter(self, tag: Tag, *, is_hidden: bool = False) -> None:
        if tag.name in ("br", "hr"):
            return
        outer = self.open.innermost
        marks = outer.marks if is_hidden else marks_of(tag.name, tag.attributes, outer.marks)
        is_marker = outer.is_marker or is_list_marker(tag.attributes)
        self.open.open(Element(tag.name, marks, is_hidden, is_marker))

    def _leave(self, ended: list[Element]) -> None:
        for element in ended:
            if element.is_hidden or element.tag in INLINE:
                continue
            if element.tag in CELLS:
                self.is_in_cell = False
                continue
            if element.tag == "table":
                self.tables -= 1
            elif element.tag in LISTS and self.lists:
                self.lists.pop()
            self._divide("p")

    def _begin(self, tag: Tag) -> None:
        if tag.name == "table":
            self._divide("p")
            self.tables += 1
        elif self.tables and tag.name in CELLS:
            self._begin_cell(tag.name)
        elif tag.name in LISTS:
            self.lists_begun += 1
            self.lists.append(List(tag.name, _first_number(tag), self.lists_begun))
            self._divide("p")
        else:
            self.is_new_item = self.is_new_item or tag.name == "li"
            self._divide(HEADINGS.get(tag.name, "p"))
        self._enter(tag)

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
        lists = tuple(self.lists[:_DEEPEST_LIST])
        self.blocks.append(Block("p" if lists else tag, lists))

    def _add(self, text: str) -> None:
        block = self.blocks[-1]
        if text.strip() and self.is_new_item and block.lists:
            block.starts_item, self.is_new_item = True, False
        marks = self.open.innermost.marks
        if block.tag != "p":  # a heading has its own size and weight
            marks = marks._replace(size="", strong=False)
        block.runs.append(Run(text) if text == LINE_BREAK else Run(text, marks))


def _first_number(tag: Tag) -> int:
    """Where an <ol> begins to count; other lists, and what is no number, begin with 1."""
    start = _START.fullmatch(tag.attributes.get("start", "")) if tag.name == "ol" else None
    return int(start[1]) if start else 1
