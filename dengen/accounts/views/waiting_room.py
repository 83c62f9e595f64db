"""Filled-in forms that wait in the session for their confirmation."""

import time
from typing import Any
from uuid import UUID

from django.http import HttpRequest

SHELF = "applications"
SHELF_SIZE = 3  # so many tabs at a time
HUMAN_SECONDS = 3600


def keep(request: HttpRequest, key: UUID, values: dict[str, Any]) -> None:
    """Keeps the values of a valid form under its key; the oldest make room."""
    shelf = request.session.get(SHELF, {})
    shelf.pop(str(key), None)
    shelf[str(key)] = values
    request.session[SHELF] = dict(list(shelf.items())[-SHELF_SIZE:])


def kept(request: HttpRequest, key: UUID) -> dict[str, Any] | None:
    """The values under that key, or None if they were used or forgotten."""
    return request.session.get(SHELF, {}).get(str(key))


def forget(request: HttpRequest, key: UUID) -> None:
    """The application was handed in: its copy goes."""
    shelf = request.session.get(SHELF, {})
    shelf.pop(str(key), None)
    request.session[SHELF] = shelf
    request.session.pop("human_until", None)


def remember_human(request: HttpRequest) -> None:
    """The captcha was solved; it isn't asked again while other errors are mended."""
    request.session["human_until"] = time.time() + HUMAN_SECONDS


def is_human(request: HttpRequest) -> bool:
    """Whether the captcha was solved within the hour."""
    return request.session.get("human_until", 0) > time.time()
