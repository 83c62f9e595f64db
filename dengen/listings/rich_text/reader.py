"""From markup that a browser's parser has put in order, or from plain text, to blocks."""

import re
import unicodedata
from html.parser import HTMLParser

from dengen.japan.width import INVISIBLE
from dengen.listings.rich_text.blocks import LINE_BREAK, Block, Marks, Run, tidy
from dengen.listings.rich_text.looks import is_list_marker, marks_of

_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_LISTS = {"ul", "ol"}
_INLINE = {"a", "span", "font", "strong", "b", "em", "i", "u", "ins"}
_CELLS = {"tr", "td", "th"}
_NO_END_TAG = {"br", "hr"}
_CELL_GAP = "\u3000"
# Japanese has no spaces between words: a line broken in the source is no space.
_WIDE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])[ \t]*\r?\n[ \t]*(?=[{_WIDE}])")
_DEEPEST_LIST = 6


def read_plain(text: str) -> list[Block]:
    """Paragraphs are divided by empty lines; other line breaks stay."""
    lines = [_visible(line) for line in text.splitlines()]
    blocks = [Block()]
    for line in lines:
        if line.strip():
            blocks[-1].runs += [Run(line), Run(LINE_BREAK)]
        else:
            blocks.append(Block())
    return _tidied(blocks)


def read_html(html: str) -> list[Block]:
    """Takes well-formed HTML; any tag and any nesting may come."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _tidied(reader.blocks)


def _tidied(blocks: list[Block]) -> list[Block]:
    for block in blocks:
        block.runs = tidy(block.runs)
    return [block for block in blocks if block.runs]


def _visible(text: str) -> str:
    text = INVISIBLE.sub("", text)
    return "".join(c for c in text if c in "\t\n\r\f" or unicodedata.category(c) != "Cc")


class _Reader(HTMLParser):
    """One pass; `marks` and `lists` are stacks, so that depth costs nothing."""

    def __init__(self):
        super().__init__()
        self.blocks = [Block()]
        self.marks = [Marks()]
        self.lists: list[str] = []
        self.tables = 0
        self.cells = 0
        self.is_in_cell = False
        self.marker_depth = 0
        self.is_new_item = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._add(" " if self.tables else LINE_BREAK)
        elif tag in _INLINE:
            self.marks.append(marks_of(tag, attributes, self.marks[-1]))
            self._enter_marker(attributes)
        else:
            self._begin(tag)
            if tag not in _NO_END_TAG:
                self.marks.append(marks_of(tag, attributes, self.marks[-1]))

    def handle_endtag(self, tag: str) -> None:
        if len(self.marks) > 1:
            self.marks.pop()
        if self.marker_depth > len(self.marks):
            self.marker_depth = 0
        if tag in _CELLS:
            self.is_in_cell = False
        elif tag == "table":
            self.tables -= 1
        elif tag in _LISTS and self.lists:
            self.lists.pop()
        if tag not in _INLINE and tag not in _CELLS:
            self._divide("p")

    def handle_data(self, data: str) -> None:
        if self.tables and not self.is_in_cell and data.isspace():
            return
        data = _visible(_BROKEN_LINE.sub("", data))
        if self.marker_depth:
            # Symbol fonts write their bullets as letters; a number says what it says.
            data = data.strip("\xa0 \n\r\t")
            data = f"{data} " if any(c.isdigit() for c in data) else "・" if data else ""
        if data:
            self._add(data)

    def _begin(self, tag: str) -> None:
        if tag == "table":
            self._divide("p")
            self.tables += 1
        elif self.tables and tag in _CELLS:
            self._begin_cell(tag)
        elif tag in _LISTS:
            self.lists.append(tag)
            self._divide("p")
        else:
            self.is_new_item = self.is_new_item or tag == "li"
            self._divide(_HEADINGS.get(tag, "p"))

    def _begin_cell(self, tag: str) -> None:
        if tag == "tr":
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
        marks = self.marks[-1]
        if block.tag != "p":  # a heading has its own size and weight
            marks = marks._replace(size="", strong=False)
        block.runs.append(Run(text) if text == LINE_BREAK else Run(text, marks))

    def _enter_marker(self, attributes: dict[str, str]) -> None:
        if not self.marker_depth and is_list_marker(attributes):
            self.marker_depth = len(self.marks)
