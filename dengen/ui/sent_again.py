"""What somebody sent in vain, for a page from which they can send it again."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from dengen.ui.in_json import is_in_json

# Characters of a form: more than any takes that the board accepts, its line breaks as two each.
LARGEST_FORM = 500_000
# Typed anew rather than kept or written into a page.
SECRET = re.compile(r"password|token|secret|credential|captcha|altcha|^(recovery_)?code$|^answer$")
FORM_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - its name; it belongs to the page and is no secret
SEAL = "seal"  # the name of the field that says whose form it is

UNREADABLE = (UnreadablePostError, MultiPartParserError, SuspiciousOperation, OSError, ValueError)
BUTTON_VALUE_LENGTH = 1  # characters of a value that says no more than which button was pressed

type Fields = list[tuple[str, str]]


def fields_of(request: HttpRequest) -> Fields | None:
    """Return names and values without what is secret; None if they are too many or unreadable."""
    try:
        sent = request.POST
    except UNREADABLE:
        return None
    fields = [(name, value) for name, values in sent.lists() for value in values]
    if sum(len(name) + len(value) for name, value in fields) > LARGEST_FORM:
        return None
    return [(name, value) for name, value in fields if not is_secret(name)]


def is_partial(request: HttpRequest) -> bool:
    """Return whether something was sent that `fields_of` leaves out: a secret or a file."""
    return bool(request.FILES) or any(map(is_secret, request.POST))


def is_secret(name: str) -> bool:
    """Return whether a field of that name holds what must be typed anew."""
    return name != FORM_TOKEN and bool(SECRET.search(name.lower()))


def is_text(value: str) -> bool:
    """Return whether somebody typed it: a page's own keys and numbers are one word of ASCII."""
    return len(value) > BUTTON_VALUE_LENGTH and (
        not value.isascii() or any(map(str.isspace, value))
    )


def is_from_script(request: HttpRequest) -> bool:
    """Return whether a script of a page sent it, which reads the answer itself."""
    return is_in_json(request) or request.headers.get("Sec-Fetch-Dest") == "empty"


def is_from_here(request: HttpRequest) -> bool:
    """Return whether a page of the board sent it, as far as the browser says."""
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(sender).netloc == request.get_host()
    except ValueError:  # no browser writes such a thing
        return False
