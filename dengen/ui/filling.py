"""Filling a form of a finished page with what was sent before.

It works on the page's HTML, so that no form has to know about it and none can be forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urljoin, urlsplit

NOT_FILLED = {"password", "file", "submit", "button", "image", "reset"}
CHOSEN = {"checkbox": "checked", "radio": "checked"}

type Values = Mapping[str, list[str]]
type Attributes = dict[str, str | None]
type Field = tuple[str, Attributes, int, int]  # the tag, and from where to where it is rewritten
type Edit = tuple[int, int, str]


@dataclass
class Form:
    """A form of the page: where its own tag ends, and its fields."""

    path: str
    end_of_tag: int
    fields: list[Field] = field(default_factory=list)
    buttons: set[str] = field(default_factory=set)

    @property
    def names(self) -> set[str]:
        """What its fields are called."""
        return {attributes.get("name") or "" for _tag, attributes, *_place in self.fields}


class _Reader(HTMLParser):
    def __init__(self, page: str, address: str) -> None:
        super().__init__(convert_charrefs=True)
        lengths = (len(line) for line in page.splitlines(keepends=True))
        self.lines = [0, *accumulate(lengths)]
        self.address, self.page = address, page
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        start = self.lines[line - 1] + column
        end = start + len(self.get_starttag_text() or "")
        attributes = dict(attrs)
        if tag == "form" and (attributes.get("method") or "").lower() == "post":
            target = urljoin(self.address, attributes.get("action") or "")
            self.form = Form(urlsplit(target).path, end)
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "select":
            self.select = attributes.get("name")
        elif tag == "option":
            self.form.fields.append((tag, attributes | {"name": self.select}, start, end))
        elif tag == "textarea":
            close = self.page.find("</textarea", end)
            self.form.fields.append((tag, attributes, end, close))
        elif tag == "button":
            self.form.buttons.add(attributes.get("name") or "")
        elif tag == "input" and attributes.get("type") not in NOT_FILLED:
            self.form.fields.append((tag, attributes, start, end))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


def fill(page: str, address: str, path: str, values: Values, inserted: str) -> str | None:
    """Return the page with its form that sends to `path` filled; None if a text finds no field.

    `inserted` is HTML that the form then begins with. Fields without a value stay as they are.
    """
    forms = [form for form in _Reader(page, address).forms if form.path == path]
    if not forms:
        return None
    form = max(forms, key=lambda one: len(one.names & values.keys()))
    lost = values.keys() - form.names - form.buttons
    if any(len(value) > 1 for name in lost for value in values[name]):
        return None
    edits: list[Edit] = [(form.end_of_tag, form.end_of_tag, inserted)]
    left = {name: list(sent) for name, sent in values.items()}
    for one in form.fields:
        edits += _edit(one, left, values)
    for start, end, text in sorted(edits, reverse=True):
        page = page[:start] + text + page[end:]
    return page


def _edit(one: Field, left: dict[str, list[str]], values: Values) -> list[Edit]:
    tag, attributes, start, end = one
    name = attributes.get("name") or ""
    choice = "selected" if tag == "option" else CHOSEN.get(attributes.get("type") or "")
    if choice:
        rest: Attributes = {key: value for key, value in attributes.items() if key != choice}
        if (attributes.get("value") or "") in values.get(name, []):
            rest[choice] = None
        if tag == "option":
            rest.pop("name", None)
        return [(start, end, _tag(tag, rest))]
    if not left.get(name):
        return []
    value = left[name].pop(0)
    if tag == "textarea":
        return [(start, end, "\n" + escape(value))]
    return [(start, end, _tag(tag, attributes | {"value": value}))]


def _tag(tag: str, attributes: Attributes) -> str:
    parts = [
        name if value is None else f'{name}="{escape(value)}"' for name, value in attributes.items()
    ]
    return f"<{' '.join([tag, *parts])}>"
