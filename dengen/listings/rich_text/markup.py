"""Markup as a stream of tags and text, read once from left to right.

No library's parser does: what html5ever (nh3, lexbor) builds grows with the square of the elements
left open, whatever is counted beforehand, for only the parser knows what `<b></q>` leaves open;
html.parser of Python 3.12 reads to the end of the text for each tag left unfinished. Here each
character is looked at a fixed number of times. Safety rests on nh3, which has the last word on
what is written out of this.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple


class Raw(NamedTuple):
    """An element in which no markup stands, with all its text."""

    name: str
    text: str


class Tag(NamedTuple):
    """A start or end tag; `attributes` are those that were asked for, `name` in lower case."""

    name: str
    is_end: bool
    attributes: dict[str, str]


# Quantifiers with + behind give nothing back, and the end of the text ends everything: no
# alternative fails after it has read on, so nothing is read twice.
_MARKUP = re.compile(
    r"<(?:"
    r"!--(?:-?>|.*?(?:--!?>|\Z))"  # a comment
    r"|[!?][^>]*+(?:>|\Z)"  # a declaration, such as Word's <![if !supportLists]>
    r"|(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)(?=[\s/>]|\Z)"
    r"(?P<rest>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)"
    r")",
    re.DOTALL,
)
_VALUE = r"(?:\s*+=\s*+(?:\"([^\"]*+)\"?+|'([^']*+)'?+|([^\s\"'>][^\s>]*+)?+))?+"
_ATTRIBUTE = re.compile(rf"[\s/]*+([^\s/=]++){_VALUE}")
_LONGEST_REST = 4_000  # of one tag that is looked into for attributes
_MOST_ATTRIBUTES = 40


def read_markup(
    source: str, *, raw: frozenset[str], wanted: frozenset[str]
) -> Iterator[Tag | Raw | str]:
    """Return the tags and the texts between them, with character references resolved, in order.

    What stands in the elements named in `raw` is no markup (as in <style>) and comes as it is.
    """
    at = begin = 0
    while match := _MARKUP.search(source, at):
        at = match.end()
        if match["name"] is None:
            text, begin = source[begin : match.start()], at
            if text:
                yield unescape(text)
            continue
        if match.start() > begin:
            yield unescape(source[begin : match.start()])
        name = match["name"].lower()
        if name in raw and not match["slash"]:
            text, at = _text_of(name, source, at)
            yield Raw(name, text)
        else:
            yield Tag(name, bool(match["slash"]), _attributes(match["rest"], wanted))
        begin = at
    if begin < len(source):
        yield unescape(source[begin:])


def _text_of(name: str, source: str, at: int) -> tuple[str, int]:
    """Return the text up to the element's end tag, and where that ends."""
    end = re.compile(rf"</{name}(?=[\s/>])[^>]*+>?+", re.IGNORECASE).search(source, at)
    return (source[at : end.start()], end.end()) if end else (source[at:], len(source))


def _attributes(rest: str, wanted: frozenset[str]) -> dict[str, str]:
    """Return the attributes; the first one of each name counts, as in a browser."""
    found: dict[str, str] = {}
    if not rest.strip(" /"):
        return found
    for count, match in enumerate(_ATTRIBUTE.finditer(rest[:_LONGEST_REST])):
        if count == _MOST_ATTRIBUTES:
            break
        name = match[1].lower()
        if name in wanted:
            found.setdefault(name, unescape(match[2] or match[3] or match[4] or ""))
    return found
