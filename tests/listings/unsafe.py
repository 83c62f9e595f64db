"""A second opinion on cleaned HTML: Python's own parser, which has nothing of the cleaner in it."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

ATTACKS = Path(__file__).with_name("attacks.txt").read_text("utf-8").splitlines()
MAY_BE = {"p", "br", "strong", "em", "u", "s", "sup", "sub"}
MAY_BE |= {"h3", "h4", "ul", "ol", "li", "a", "span"}
MAY_HAVE = {"a": {"href", "rel"}, "span": {"class"}}
SCHEMES = {"http", "https", "mailto", "tel"}


class Looking(HTMLParser):
    """Collects what should not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in MAY_BE:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in MAY_HAVE.get(tag, set()):
                self.found.append(f"{tag}.{name}")
            if name == "href" and urlsplit(value or "").scheme.lower() not in SCHEMES:
                self.found.append(f"href={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def unsafe(html: str) -> list[str]:
    """What of it could do more than be read."""
    looking = Looking()
    looking.feed(html)
    looking.close()
    return looking.found
