"""The document in between: paragraphs of runs of equally marked text."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from dengen.japan.width import compose
from dengen.listings.rich_text.heights import in_characters

LINE_BREAK = "\n"
_SPACES = re.compile("[ \t\n\r\f\v\xa0]+")
_AROUND_WIDE_SPACE = re.compile(" ?\u3000 ?")
_END = " \u3000"  # a full-width space may begin a paragraph, but ends none


class Marks(NamedTuple):
    """How a run looks."""

    href: str = ""
    size: str = ""
    strong: bool = False
    em: bool = False
    underlined: bool = False
    struck: bool = False
    height: str = ""  # "sup" or "sub"


class Run(NamedTuple):
    """Text of one look, or a line break."""

    text: str
    marks: Marks = Marks()


class List(NamedTuple):
    """A list that a block stands in: "ul" or "ol", its first number, which of the text's lists."""

    tag: str
    start: int
    place: int


@dataclass
class Block:
    """A paragraph or heading; in a list, `lists` says which ones, outermost first."""

    tag: str = "p"
    lists: tuple[List, ...] = ()
    starts_item: bool = False
    runs: list[Run] = field(default_factory=list)


def text_of(block: Block) -> str:
    """Return the block's visible text, naming what is struck out, as plain text can't show it."""
    return "".join(map(_in_characters, block.runs))


def _in_characters(run: Run) -> str:
    text = in_characters(run.text, run.marks.height)
    return _("〔取消：%(text)s〕") % {"text": text} if run.marks.struck and text.strip() else text


def tidy(runs: list[Run]) -> list[Run]:
    """Return the runs with spaces collapsed, neighbours joined, no break at the ends."""
    tidied: list[Run] = []
    for run in runs:
        if run.text == LINE_BREAK:
            _add_break(tidied)
        else:
            _add_text(tidied, run)
    while (tidied and tidied[-1].text == LINE_BREAK) or _strip_end(tidied):
        if tidied and tidied[-1].text == LINE_BREAK:
            tidied.pop()
    return [Run(compose(text), marks) for text, marks in tidied]


def _add_break(tidied: list[Run]) -> None:
    while _strip_end(tidied):
        pass
    if tidied and [run.text for run in tidied[-2:]] != [LINE_BREAK, LINE_BREAK]:
        tidied.append(Run(LINE_BREAK))


def _add_text(tidied: list[Run], run: Run) -> None:
    text = _AROUND_WIDE_SPACE.sub("\u3000", _SPACES.sub(" ", run.text))
    if not tidied or tidied[-1].text[-1] in " \n\u3000":
        text = text.lstrip(" ")
    if not text:
        return
    if text.startswith("\u3000") and tidied and tidied[-1].text[-1] == " ":
        before = tidied.pop()
        if before.text != " ":
            tidied.append(Run(before.text[:-1], before.marks))
    last = tidied[-1] if tidied else None
    if last and last.marks == run.marks and last.text != LINE_BREAK:
        tidied[-1] = Run(last.text + text, run.marks)
    else:
        tidied.append(Run(text, run.marks))


def _strip_end(tidied: list[Run]) -> bool:
    """Take the spaces off the end; return whether anything was taken."""
    if not tidied or tidied[-1].text[-1] not in _END:
        return False
    last = tidied.pop()
    if text := last.text.rstrip(_END):
        tidied.append(Run(text, last.marks))
    return True


def tidy_blocks(blocks: list[Block]) -> list[Block]:
    """Return those that show something, each tidied up."""
    for block in blocks:
        block.runs = tidy(block.runs)
    return [block for block in blocks if block.runs]
