"""What a paste's own style sheets say of its classes: there Excel notes what is struck out.

Only what changes the meaning is looked for: hidden, struck out, raised, lowered. tinycss2 would
read all of a sheet of Word's, and take longer than the rest of the cleaning.
"""

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_PIECE = re.compile(r"([^{};]*+)([{};]|\Z)")  # the end ends everything: nothing is read twice
_SELECTOR = re.compile(r"[a-z0-9]*\.[\w-]+", re.IGNORECASE)  # .xl65, span.msoDel
_PROPERTIES = {
    "display",
    "visibility",
    "mso-hide",
    "text-decoration",
    "text-decoration-line",
    "text-line-through",
    "vertical-align",
}
_SHEETS_LENGTH = 30_000  # characters of all sheets that are looked at
_MOST_CLASSES = 20  # of one element that are looked up


class StyleSheets:
    """The declarations of all classes so far."""

    def __init__(self) -> None:
        self._declared: dict[str, dict[str, str]] = {}
        self._left = _SHEETS_LENGTH

    def add(self, sheet: str) -> None:
        """Take the rules for classes; those of an @-rule hold for some screens or for paper."""
        sheet, self._left = sheet[: self._left], self._left - len(sheet[: self._left])
        for selectors, declarations in _rules(_COMMENT.sub("", sheet)):
            for selector in selectors.split(","):
                if declarations and _SELECTOR.fullmatch(selector.strip()):
                    self._declared.setdefault(selector.strip(), {}).update(declarations)

    def applied(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        """Return the element's attributes, with what its classes declare before its own style."""
        if not self._declared or "class" not in attributes:
            return attributes
        found: dict[str, str] = {}
        for name in attributes["class"].split()[:_MOST_CLASSES]:
            found |= self._declared.get(f".{name}", {}) | self._declared.get(f"{tag}.{name}", {})
        own = attributes.get("style", "")
        declared = [f"{name}:{value};" for name, value in found.items() if name not in own.lower()]
        return attributes | {"style": "".join(declared) + own} if declared else attributes


def _rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    selector, depth = "", 0
    declarations: dict[str, str] = {}
    for text, sign in _PIECE.findall(sheet):
        if sign == "{":
            depth += 1
            if depth == 1:
                selector, declarations = text, {}
            continue
        name, _colon, value = text.partition(":")
        if depth == 1 and name.strip().lower() in _PROPERTIES:
            declarations[name.strip().lower()] = value.strip()
        if sign == "}":
            if depth == 1 and "@" not in selector:
                yield selector, declarations
            depth = max(depth - 1, 0)
