"""What an element's tag, class and inline style say about the look of its text."""

import re
from typing import Any

from dengen.listings.rich_text.blocks import Marks
from dengen.listings.rich_text.links import clean_link

SIZES = (14, 16, 18, 20, 24)
_CLASS = re.compile(r"\bfs-(14|16|18|20|24)\b")
_FONT_SIZE = re.compile(
    r"(?:^|;)\s*font-size\s*:\s*(\d{1,4}(?:\.\d{1,4})?)\s*(pt|px|r?em|%)", re.IGNORECASE
)
_PIXELS = {"pt": 4 / 3, "px": 1, "em": 16, "rem": 16, "%": 0.16}
_FONT_TAG = {"1": 14, "2": 14, "3": 16, "4": 18, "5": 24, "6": 24, "7": 24}
_WEIGHT = re.compile(
    r"(?:^|;)\s*font-weight\s*:\s*(bold|normal|lighter|[1-9]\d{0,2}(?!\d))", re.IGNORECASE
)
_LIGHT = {"normal", "lighter"}
_BOLD_FROM = 600
_ITALIC = re.compile(r"(?:^|;)\s*font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_DECORATION = r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]{0,80}\b"
_UNDERLINE = re.compile(_DECORATION + "underline", re.IGNORECASE)
_STRUCK = re.compile(
    _DECORATION + r"line-through|(?:^|;)\s*text-line-through\s*:\s*(?!no)", re.IGNORECASE
)
_HEIGHT = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_LIST_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
# What its author's program didn't show: hidden rows and text, comments in the margin.
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*comment)",
    re.IGNORECASE,
)
_WHITE_SPACE = re.compile(r"(?:^|;)\s*white-space(?:-collapse)?\s*:\s*([a-z]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\bmsocom(?:anchor|txt|off)\b", re.IGNORECASE)
_STYLE_LENGTH = 4_000  # browsers write out all they know of a text's look
_BY_TAG: dict[str, dict[str, Any]] = {
    "strong": {"strong": True},
    "b": {"strong": True},
    "em": {"em": True},
    "i": {"em": True},
    "s": {"struck": True},
    "strike": {"struck": True},
    "u": {"underlined": True},
    "sup": {"height": "sup"},
    "sub": {"height": "sub"},
}


def marks_of(tag: str, attributes: dict[str, str], outer: Marks) -> Marks:
    """Return the marks inside the element, given those around it."""
    if not attributes:
        return outer._replace(**_BY_TAG[tag]) if tag in _BY_TAG else outer
    style = attributes.get("style", "")[:_STYLE_LENGTH]
    slant = _ITALIC.search(style)
    outer = outer._replace(**_BY_TAG.get(tag, {}))
    return Marks(
        href=clean_link(attributes["href"]) if "href" in attributes else outer.href,
        size=_size(attributes, style) or outer.size,
        strong=_is_strong(style, outer),
        em=slant[1].lower() != "normal" if slant else outer.em,
        underlined=outer.underlined or bool(_UNDERLINE.search(style)),
        struck=outer.struck or bool(_STRUCK.search(style)),
        height=_height(style) or outer.height,
    )


def is_hidden(attributes: dict[str, str]) -> bool:
    """Return whether nothing of the element was to be seen where it was copied."""
    if not attributes:
        return False
    style, name = attributes.get("style", ""), attributes.get("class", "")
    return (
        "hidden" in attributes
        or bool(_HIDDEN.search(style[:_STYLE_LENGTH]))
        or bool(_COMMENT.search(name[:_STYLE_LENGTH]))
    )


def keeps_lines(tag: str, attributes: dict[str, str], *, outer: bool) -> bool:
    """Return whether a line broken in the source was one on its author's screen."""
    given = _WHITE_SPACE.search(attributes.get("style", "")[:_STYLE_LENGTH])
    if not given:
        return outer or tag == "pre"
    return given[1].lower().startswith(("pre", "break"))


def is_list_marker(attributes: dict[str, str]) -> bool:
    """Return whether Word wrote the element for the bullet or number of a list's item."""
    return bool(_LIST_MARKER.search(attributes.get("style", "")[:_STYLE_LENGTH]))


def _is_strong(style: str, outer: Marks) -> bool:
    if not (weight := _WEIGHT.search(style)):
        return outer.strong
    name = weight[1].lower()
    return int(name) >= _BOLD_FROM if name.isdigit() else name not in _LIGHT


def _height(style: str) -> str:
    given = _HEIGHT.search(style)
    return given[1].lower().replace("super", "sup") if given else ""


def _size(attributes: dict[str, str], style: str) -> str:
    named = _CLASS.search(attributes.get("class", "")[:_STYLE_LENGTH])
    if named:
        return named[0]
    if given := _FONT_SIZE.search(style):
        pixels = float(given[1]) * _PIXELS[given[2].lower()]
    elif (size := attributes.get("size")) in _FONT_TAG:
        pixels = _FONT_TAG[size]
    else:
        return ""
    return f"fs-{min(SIZES, key=lambda size: abs(size - pixels))}"
