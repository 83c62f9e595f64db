"""A reader who is nobody in particular: a page that is shown to them holds nothing personal.

They have a role and two names that mark the places of the real names. A page that is kept has a
mark in the place of the hidden fields of each form too (templatetags/form_token.py).
"""

import re
import secrets
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import escape
from django.utils.safestring import SafeString

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.membership.role import Role
from dengen.accounts.models import Account, Organization

# Marks that nobody can guess, so nobody can write them into a text. The star tells a place inside
# an address, where it is quoted, from one inside a text. They begin alike, to be found quickly.
SECRET = secrets.token_hex(16)
NAME_MARK, ORGANIZATION_MARK, FORM_MARK = (
    f"{SECRET}*{kind}*" for kind in ("name", "organization", "form")
)
# What fills each of them: processes that share pages have marks of their own, but the same names.
FULL_NAME, ORGANIZATION, QUOTED_ORGANIZATION, FORM = "name", "organization", "quoted", "form"
HOLES = {
    NAME_MARK.encode(): FULL_NAME,
    ORGANIZATION_MARK.encode(): ORGANIZATION,
    quote(ORGANIZATION_MARK).encode(): QUOTED_ORGANIZATION,
    FORM_MARK.encode(): FORM,
}
HOLE = re.compile(b"|".join(map(re.escape, HOLES)))


def stand_in(role: str) -> Account:
    """Return the stand-in of that role; it is in no database."""
    organization = Organization(name=ORGANIZATION_MARK) if role == Role.MEMBER else None
    return Account(role=role, family_name=NAME_MARK, organization=organization)


def hole_name(found: bytes) -> str:
    """Return the name of what fills a place that `HOLE` found."""
    return HOLES[found]


def form_mark(request: HttpRequest) -> dict[str, object]:
    """Return a context processor: on a page that is kept there is a mark instead of secrets."""
    if getattr(request, "is_to_be_kept", False):
        return {"form_mark": SafeString(FORM_MARK)}
    user = getattr(request, "user", None)
    return {"seal": SimpleLazyObject(lambda: seal_of(user))} if user is not None else {}


def seal_of(user: Any) -> str:
    """Return the seal of somebody who is logged in, else ""."""
    return interrupted_form.seal(user) if user.is_authenticated else ""


def names_of(reader: Account) -> dict[str, bytes]:
    """Return what fills the holes of the names for the real reader."""
    organization = reader.organization_name
    return {
        FULL_NAME: escape(reader.full_name).encode(),
        ORGANIZATION: escape(organization).encode(),
        QUOTED_ORGANIZATION: quote(organization).encode(),
    }
