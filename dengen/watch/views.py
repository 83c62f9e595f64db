"""What is answered to probes and to Prometheus; strangers learn nothing but "ok" or "not ok"."""

import logging
from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from dengen.database import read_only
from dengen.watch.readiness import obstacles

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("dengen.health")


def for_machines(view: "Callable[[HttpRequest], HttpResponse]") -> "Callable":
    """Let GET and HEAD in without a login; answer plain text that nobody keeps."""

    @wraps(view)
    def answering(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return login_not_required(require_safe(answering))


@for_machines
def live(request: HttpRequest) -> HttpResponse:
    """Show that this process answers; whatever is wrong, starting it anew wouldn't help."""
    return _plain("ok")


@for_machines
def ready(request: HttpRequest) -> HttpResponse:
    """Show whether this process can do its work: whether people may be sent here."""
    found = obstacles()
    if not found:
        return _plain("ok, read-only" if read_only.mode() else "ok")
    log.warning("not ready", extra={"fields": {"obstacles": found}})
    return _plain("not ok", 503)


@for_machines
def metrics(request: HttpRequest) -> HttpResponse:
    """Show figures to whoever knows the token; to everybody else there is no such page."""
    token = settings.METRICS_TOKEN
    sent = request.headers.get("Authorization", "")
    if not token or not constant_time_compare(sent, f"Bearer {token}"):
        return _plain("not found", 404)
    # Nobody who doesn't use it pays for loading it.
    from dengen.watch.exposition import CONTENT_TYPE, exposition  # noqa: PLC0415

    return HttpResponse(exposition(), content_type=CONTENT_TYPE)


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
