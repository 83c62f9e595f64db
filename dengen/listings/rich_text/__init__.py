"""⑤ 任意記載事項: safe, tidy HTML out of whatever was typed or pasted (manual §3.1).

Three steps: nh3 parses as a browser does and drops what is dangerous; the rest is read into a flat
document of paragraphs (tables become lines there) and written anew; nh3 with the short list of
what may remain has the last word. Cleaning what is clean changes nothing.
"""

import re

import nh3

from dengen.listings.rich_text.blocks import Block, text_of
from dengen.listings.rich_text.looks import SIZES
from dengen.listings.rich_text.nesting import is_too_deep, without_tags, words
from dengen.listings.rich_text.reader import read_html, read_plain
from dengen.listings.rich_text.writer import write_html

__all__ = [
    "MAX_LENGTH",
    "MAX_SOURCE_LENGTH",
    "SIZES",
    "clean_rich_text",
    "opening_lines",
    "plain_text",
]

MAX_LENGTH = 10_000  # of visible characters, for the form to check
MAX_SOURCE_LENGTH = 500_000  # of markup; Office writes some 50 characters for one that is seen

_SCHEMES = {"http", "https", "mailto", "tel"}
_DROPPED_WITH_CONTENT = words(
    "script style title xml svg math template iframe noscript noembed noframes object select "
    "textarea button audio video"
)
_STRUCTURE = words(
    "p br div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption tr td th blockquote pre section "
    "article header footer address center hr a span font strong b em i u ins"
)
_BROWSER = nh3.Cleaner(
    tags=_STRUCTURE,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes={"a": {"href"}, "font": {"size"}, "*": {"class", "style"}},
    url_schemes=_SCHEMES,
    url_relative="deny",
    link_rel=None,
)
_LAST_WORD = nh3.Cleaner(
    tags=words("p br strong em u h3 h4 ul ol li a span"),
    attributes={"a": {"href"}},
    allowed_classes={"span": {f"fs-{size}" for size in SIZES}},
    url_schemes=_SCHEMES,
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)
_NAMES = "|".join(sorted(_STRUCTURE | _DROPPED_WITH_CONTENT | {"html", "body", "img", "o:p"}))
# By name, for 「<100kW>」 and 「<info@example.jp>」 are text.
_TAG = re.compile(rf"<(?:/?(?:{_NAMES})(?:[\s/][^<>]{{0,10000}})?>|!--)", re.IGNORECASE)
# What belongs to the character before it: combining marks, joiners, skin tones, selectors.
_ATTACHED = re.compile(
    "[\u0300-\u036f\u200d\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)


def clean_rich_text(source: str) -> str:
    """Safe HTML from HTML or, where it has no tag at all, from plain text.

    Takes anything; what lies beyond `MAX_SOURCE_LENGTH` is cut off.
    """
    return _LAST_WORD.clean(write_html(_blocks(source[:MAX_SOURCE_LENGTH])))


def plain_text(html: str) -> str:
    """The visible text: a line for each paragraph, item and line break."""
    return "\n".join(text_of(block) for block in _blocks(html[:MAX_SOURCE_LENGTH]))


def opening_lines(html: str, length: int = 120) -> str:
    """The beginning of the visible text on one line, at most `length` characters, … when cut."""
    text = " ".join(plain_text(html).split())
    if len(text) <= length:
        return text
    end = length - 1
    while end > 0 and (_ATTACHED.match(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return f"{text[:end].rstrip()}…"


def _blocks(source: str) -> list[Block]:
    if not _TAG.search(source):
        return read_plain(source)
    if is_too_deep(source):
        return read_plain(without_tags(source))
    return read_html(_BROWSER.clean(source))
