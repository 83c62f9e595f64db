"""What somebody sent in vain, for a page from which it can be sent again."""

import re

from django.http import HttpRequest
from django.http.request import UnreadablePostError

MOST = 200_000  # characters of a page
# Typed anew rather than written into a page.
SECRET = re.compile("password|code|token|secret|credential|captcha|altcha", re.IGNORECASE)
FORM_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - its name; it belongs to the page and is no secret


def fields_of(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Names and values; None if something secret, large or from a file is among them."""
    try:
        sent, files = request.POST, request.FILES
    except (UnreadablePostError, OSError, ValueError):
        return None
    fields = [(name, value) for name, values in sent.lists() for value in values]
    is_large = sum(len(value) for _name, value in fields) > MOST
    if files or is_large or any(_is_secret(name) for name, _value in fields):
        return None
    return fields


def _is_secret(name: str) -> bool:
    return name != FORM_TOKEN and bool(SECRET.search(name))
