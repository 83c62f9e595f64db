"""What an element's tag, class and inline style say about the look of its text."""

import re

from dengen.listings.rich_text.blocks import Marks

SIZES = (14, 16, 18, 20, 24)
_CLASS = re.compile(r"\bfs-(14|16|18|20|24)\b")
_FONT_SIZE = re.compile(
    r"(?:^|;)\s*font-size\s*:\s*(\d{1,4}(?:\.\d{1,4})?)\s*(pt|px|r?em|%)", re.IGNORECASE
)
_PIXELS = {"pt": 4 / 3, "px": 1, "em": 16, "rem": 16, "%": 0.16}
_FONT_TAG = {"1": 14, "2": 14, "3": 16, "4": 18, "5": 24, "6": 24, "7": 24}
_WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"(?:^|;)\s*font-style\s*:\s*(italic|normal)", re.IGNORECASE)
_UNDERLINE = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:\s*underline", re.IGNORECASE)
_LIST_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)


def marks_of(tag: str, attributes: dict[str, str], outer: Marks) -> Marks:
    """The marks inside the element, given those around it."""
    style = attributes.get("style", "")[:1000]
    weight, slant = _WEIGHT.search(style), _ITALIC.search(style)
    strong = outer.strong or tag in ("strong", "b")
    if weight:
        strong = weight[1].lower() not in ("normal", "100", "200", "300", "400", "500")
    return Marks(
        href=attributes.get("href", "").strip() or outer.href,
        size=_size(attributes, style) or outer.size,
        strong=strong,
        em=slant[1].lower() == "italic" if slant else outer.em or tag in ("em", "i"),
        underlined=outer.underlined or tag in ("u", "ins") or bool(_UNDERLINE.search(style)),
    )


def is_list_marker(attributes: dict[str, str]) -> bool:
    """Whether Word wrote the element for the bullet or number of a list's item."""
    return bool(_LIST_MARKER.search(attributes.get("style", "")[:1000]))


def _size(attributes: dict[str, str], style: str) -> str:
    named = _CLASS.search(attributes.get("class", "")[:1000])
    if named:
        return named[0]
    if given := _FONT_SIZE.search(style):
        pixels = float(given[1]) * _PIXELS[given[2].lower()]
    elif (size := attributes.get("size")) in _FONT_TAG:
        pixels = _FONT_TAG[size]
    else:
        return ""
    return f"fs-{min(SIZES, key=lambda size: abs(size - pixels))}"
