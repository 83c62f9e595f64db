"""Which fields each address takes, as its own pages show."""

from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

type Fields = dict[str, dict[str, str]]  # by the address's name: field and its type

# What scripts send, and no form shows.
SENT_BY_SCRIPTS: Fields = {
    "accounts:address": {"postal_code": "text"},
    "accounts:csp-report": {"csp-report": "text"},
    "listings:rich-text": {"html": "text"},
    "listings:draft": {"title": "text", "html": "text", "draft_revision": "text", "end_on": "text"},
}
ASKED_FOR = ("page", "before", "after", "q", "state", "key", "next", "first", "last")


def fields_on(pages: list[tuple[str, str]]) -> tuple[Fields, Fields]:
    """What is posted to, and what is asked of each address, on these pages (address and HTML)."""
    posted: Fields = defaultdict(dict)
    asked: Fields = defaultdict(dict)
    for name, fields in SENT_BY_SCRIPTS.items():
        posted[name] |= fields
        asked[name] |= fields
    for path, html in pages:
        reader = _Forms(path)
        reader.feed(html)
        for method, target, fields in reader.found:
            try:
                name = resolve(target).view_name
            except Resolver404:
                continue
            (posted if method == "post" else asked)[name] |= fields
    return posted, asked


def page(client: Client, path: str) -> str:
    """The page's HTML; nothing if it is none."""
    answer = client.get(path)
    is_html = answer.status_code == 200 and "html" in answer.headers.get("Content-Type", "")
    return answer.text if is_html and not answer.streaming else ""


class _Forms(HTMLParser):
    """Forms, with what stands in them; links that carry a query are forms that ask."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.found: list[tuple[str, str, dict[str, str]]] = []
        self.fields: dict[str, str] | None = None
        self.outside: dict[str, dict[str, str]] = {}

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.fields = {}
            target = urlsplit(given.get("action", "")).path or self.path
            self.found.append((given.get("method", "get").lower(), target, self.fields))
        elif tag == "a" and "?" in given.get("href", ""):
            link = urlsplit(given["href"])
            fields = {name: "text" for name, _value in parse_qsl(link.query)}
            self.found.append(("get", link.path or self.path, fields))
        elif tag in {"input", "select", "textarea", "button"} and given.get("name"):
            kind = given.get("type", tag)
            if self.fields is not None and given["name"] != "csrfmiddlewaretoken":
                self.fields[given["name"]] = kind
            if "formaction" in given:
                target = urlsplit(given["formaction"]).path
                self.found.append(("post", target, {given["name"]: kind}))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.fields = None
