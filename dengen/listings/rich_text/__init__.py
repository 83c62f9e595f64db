"""⑤ 任意記載事項: safe, tidy HTML from whatever was typed or pasted (manual §3.1).

Three steps: what is too much is refused before it is read; the rest is read into a flat document of
paragraphs (tables become lines there) and written anew; finally nh3 removes everything that isn't
on a short list. Cleaning what is clean changes nothing.
"""

import re

import nh3
from django.utils.translation import gettext as _

from dengen.japan.lengths import length_of, shortened
from dengen.japan.width import LINE_BREAKS
from dengen.listings.rich_text.blocks import Block, text_of
from dengen.listings.rich_text.elements import TooDeep
from dengen.listings.rich_text.links import SCHEMES
from dengen.listings.rich_text.looks import SIZES
from dengen.listings.rich_text.plain import read_plain
from dengen.listings.rich_text.reader import read_html
from dengen.listings.rich_text.tags import BLOCKS, DROPPED, INLINE, KEPT_TAGS, RAW, VOID
from dengen.listings.rich_text.writer import write_html

__all__ = [
    "MAX_LENGTH",
    "MAX_SOURCE_LENGTH",
    "MAX_TAGS",
    "SIZES",
    "TooMuch",
    "clean_rich_text",
    "opening_lines",
    "plain_text",
]

MAX_LENGTH = 10_000  # visible characters, as people count them
# Of markup. Together they bound the time to 50 ms: bin/bench measures mixtures of tags.
MAX_SOURCE_LENGTH = 120_000
BEFORE_BLOCK, BEFORE_POINT = "\u3000", "・"  # in opening lines
OPENING_LENGTH = 200  # code points of opening lines that are kept
MAX_TAGS = 4_000

_LAST_WORD = nh3.Cleaner(
    tags=set(KEPT_TAGS),
    attributes={"a": {"href"}, "ol": {"start"}},
    allowed_classes={"span": {f"fs-{size}" for size in SIZES}},
    url_schemes=SCHEMES,
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)
_NAMES = "|".join(sorted(BLOCKS | INLINE | DROPPED | RAW | VOID | {"html", "body", "o:p"}))
# By name, for 「<100kW>」 and 「<info@example.jp>」 are text.
_TAG = re.compile(rf"<(?:/?(?:{_NAMES})(?=[\s/>])|!--)", re.IGNORECASE)
_TYPED = "|".join(sorted(INLINE - {"span", "font"}))
# Anything but what people type by hand: the markup says itself where a line ends.
_LAID_OUT = re.compile(
    rf"<(?!/?(?:{_TYPED})(?=[\s/>]))/?(?:{_NAMES})(?=[\s/>])|<!--", re.IGNORECASE
)
_EMPTY_LINES = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+")


class TooMuch(ValueError):
    """The text is too long, or its markup is; the message says so to people."""


def clean_rich_text(source: str) -> str:
    """Return safe HTML from HTML or, where it has no tag at all, from plain text.

    Raise `TooMuch` beyond the limits: of the source before it is read, of its depth while it is
    read, of what would be seen before nh3 reads it.
    """
    source = LINE_BREAKS.sub("\n", source[: MAX_SOURCE_LENGTH + 1])
    if len(source) > MAX_SOURCE_LENGTH or source.count("<") > MAX_TAGS:
        raise TooMuch(_too_much_markup())
    if source.count("\n") > MAX_LENGTH:
        raise TooMuch(_too_long())
    try:
        blocks = _blocks(source)
    except TooDeep:
        raise TooMuch(_too_much_markup()) from None
    if _seen(blocks) > MAX_LENGTH:
        raise TooMuch(_too_long())
    return _LAST_WORD.clean(write_html(blocks))


def plain_text(html: str) -> str:
    """Return the visible text of cleaned HTML: a line for each paragraph, item and line break."""
    return "\n".join(text_of(block) for block in _blocks(html))


def opening_lines(html: str, length: int = 120) -> str:
    """Return the text's beginning on one line, up to `length` characters, … when cut.

    Paragraphs stand apart by a wide space, the points of a list by 「・」.
    """
    text = "".join(_on_one_line(block) for block in _blocks(html)).strip()
    opening = shortened(text, length)
    if len(opening) <= OPENING_LENGTH:
        return opening
    return f"{opening[: OPENING_LENGTH - 1].rstrip()}…"  # many code points in one character


def _on_one_line(block: Block) -> str:
    text = " ".join(text_of(block).split())
    is_point = block.starts_item and block.lists[-1].tag == "ul"
    return f"{BEFORE_POINT if is_point else BEFORE_BLOCK}{text}" if text else ""


def _seen(blocks: list[Block]) -> int:
    return sum(length_of(run.text) for block in blocks for run in block.runs) + len(blocks) - 1


def _too_long() -> str:
    return _("%(limit)s文字以内で入力してください。") % {"limit": f"{MAX_LENGTH:,}"}


def _too_much_markup() -> str:
    return _(
        "書式の情報が多すぎるため、読み取れません。書式なしで貼り付けるか、分けて入力してください。"
    )


def _blocks(source: str) -> list[Block]:
    if not _TAG.search(source):
        return read_plain(source)
    return read_html(source if _LAID_OUT.search(source) else _with_its_lines(source))


def _with_its_lines(source: str) -> str:
    """Text in which somebody typed <b> and the like by hand: its lines are lines."""
    return _EMPTY_LINES.sub("<p>", source.strip("\n")).replace("\n", "<br>")
