"""Filled-in forms that wait in the session for their confirmation, and the last one's receipt."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from dengen import clock
from dengen.accounts.applications.application.application import Application
from dengen.accounts.membership.login_id import canonical
from dengen.keyed import is_hash_of, keyed_hash
from dengen.sealing import seal, unseal

FORMS_KEY = "applications"
MOST_FORMS = 3  # so many tabs at a time
RECEIPT = "application_receipt"
LINK_KEY = "handover"  # of a link: sealed, for sessions are only signed
RECEIPT_FIELDS = ("family_name", "given_name", "login_name", "email")  # on the last page
TOLD_APART_BY = (
    *Application.reviewed_fields(),
    "gender",
)  # two applications with one ID and address
HASH_PURPOSE = "dengen.application.receipt"


def keep(request: HttpRequest, key: UUID, values: dict[str, Any]) -> None:
    """Keep the values of a valid form under its key; the oldest make room."""
    shelf = request.session.get(FORMS_KEY, {})
    shelf.pop(str(key), None)
    shelf[str(key)] = values | {LINK_KEY: seal(values[LINK_KEY]) if values.get(LINK_KEY) else ""}
    request.session[FORMS_KEY] = dict(list(shelf.items())[-MOST_FORMS:])


def kept(request: HttpRequest, key: UUID) -> dict[str, Any] | None:
    """Return the values under that key, or None if they were used or forgotten."""
    values = request.session.get(FORMS_KEY, {}).get(str(key))
    return values and values | {
        LINK_KEY: unseal(values[LINK_KEY]) or "" if values.get(LINK_KEY) else ""
    }


def forget(request: HttpRequest, key: UUID) -> None:
    """Drop the copy of an application that was handed in or makes room for another."""
    shelf = request.session.get(FORMS_KEY, {})
    shelf.pop(str(key), None)
    request.session[FORMS_KEY] = shelf


def note_receipt(request: HttpRequest, key: UUID, values: dict[str, Any]) -> None:
    """Keep what the last page says once it is handed in: nothing that wasn't typed."""
    shown = {name: values[name] for name in RECEIPT_FIELDS}
    request.session[RECEIPT] = {
        "key": str(key),
        "at": clock.now().isoformat(),
        "shown": shown,
        "said": {name: keyed_hash(HASH_PURPOSE, _said(values, name)) for name in TOLD_APART_BY},
        "by_link": bool(values.get(LINK_KEY)),
    }


def note_proven(request: HttpRequest, application: Application) -> None:
    """Note that this browser may ask for the link of the last application once more.

    Its user knows the ID and the password.
    """
    request.session[RECEIPT] = {
        "key": str(application.submission_key),
        "at": application.submitted_at.isoformat(),
        "shown": {name: getattr(application, name) for name in RECEIPT_FIELDS},
        "is_proven": True,
    }


def is_proven(request: HttpRequest) -> bool:
    """Return whether what becomes of the application may be told here."""
    return request.session.get(RECEIPT, {}).get("is_proven", False)


def receipt(request: HttpRequest) -> dict[str, Any] | None:
    """Return what was handed in last, as fields of an application; None if nothing was."""
    noted = request.session.get(RECEIPT)
    if noted is None:
        return None
    return noted["shown"] | {"submitted_at": datetime.fromisoformat(noted["at"])}


def was_handed_in(request: HttpRequest, values: Mapping[str, Any]) -> bool:
    """Return whether the last application has the same ID and address: sent in another tab."""
    noted = request.session.get(RECEIPT, {}).get("shown")
    is_same = bool(noted) and values.get("email") == noted["email"]
    return is_same and has_applied_with(request, values["login_name"])


def not_taken_over(request: HttpRequest, values: Mapping[str, Any]) -> list[str]:
    """Return the fields in which these values differ from what was handed in last."""
    said = request.session.get(RECEIPT, {}).get("said", {})
    return [
        name
        for name, known in said.items()
        if name != "login_name" and not is_hash_of(known, HASH_PURPOSE, _said(values, name))
    ]


def _said(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name) or "")


def has_applied_with(request: HttpRequest, login_name: str) -> bool:
    """Return whether what was handed in last has that login ID."""
    noted = request.session.get(RECEIPT, {}).get("shown")
    return bool(noted) and canonical(noted["login_name"]) == canonical(login_name)


def receipt_key(request: HttpRequest) -> str | None:
    """Return the key of what was handed in last, or None."""
    return request.session.get(RECEIPT, {}).get("key")


def came_by_link(request: HttpRequest) -> bool:
    """Return whether the last one came by a handover's link, which proves the address."""
    return request.session.get(RECEIPT, {}).get("by_link", False)


def has_receipt(request: HttpRequest, key: UUID) -> bool:
    """Return whether that was handed in last."""
    return receipt_key(request) == str(key)
