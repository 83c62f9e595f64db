"""The error pages for which Django's own won't do."""

import sys
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string

from dengen.database.read_only import ReadOnly
from dengen.ui.sent_again import fields_of, is_partial, is_text

RETRY_SECONDS = 30
# What PostgreSQL answers beside operational errors when it will go by itself: it isn't the first
# server any more; a transaction in which nothing happened for too long was ended.
PASSING = {"25006", "25P03"}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 400 without the token that Django's own reads from a maybe unreadable form."""
    if isinstance(exception, RequestDataTooBig):
        return too_large()
    return HttpResponseBadRequest(render_to_string("400.html"))


def too_large() -> HttpResponse:
    """Show that it is more than the board takes."""
    return HttpResponse(render_to_string("413.html"), status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Show a page that asks for patience if the database is away, and regrets if we failed."""
    error = sys.exc_info()[1]
    if not is_passing(error):
        return _page("500.html", HTTPStatus.INTERNAL_SERVER_ERROR, _sent(request))
    context = _sent(request) | {
        "mode": error.mode if isinstance(error, ReadOnly) else None,
        "is_reading": request.method != "POST",
        "is_surely_unsaved": _is_surely_unsaved(error),
        "seconds": RETRY_SECONDS,
    }
    response = _page("503.html", HTTPStatus.SERVICE_UNAVAILABLE, context)
    response["Retry-After"] = RETRY_SECONDS
    return response


def _sent(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed, as far as it can be read and may stand on a page."""
    fields = fields_of(request) if request.method == "POST" else None
    if fields is None:
        return {"fields": None}
    texts = [value for _name, value in fields if is_text(value)]
    return {"fields": fields, "texts": texts, "is_partial": is_partial(request)}


def _page(template: str, status: HTTPStatus, context: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def is_passing(error: BaseException | None) -> bool:
    """Return whether it will pass: the database is locked, full, away or another by now."""
    return isinstance(error, (OperationalError, InterfaceError)) or _code(error) in PASSING


def _is_surely_unsaved(error: BaseException | None) -> bool:
    if getattr(error, "comes_after_the_step", False):
        return False
    return isinstance(error, ReadOnly) or connection.vendor == "sqlite" or bool(_code(error))


def _code(error: BaseException | None) -> str:
    """Return what PostgreSQL answered; "" if it gave no answer, and for SQLite."""
    return getattr(getattr(error, "__cause__", None), "sqlstate", None) or ""
