"""Reports of browsers that the Content-Security-Policy has stopped something: kept in the log."""

import json
import logging
import time
from collections import deque
from collections.abc import Iterator
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dengen.ui.numbers import number_in

LARGEST_REPORT = 16 * 1024  # bytes of one report
LINES_PER_WINDOW, WINDOW_SECONDS = 20, 60  # lines in so many seconds, of each web process
LONGEST_PART = 120  # characters of each part

logger = logging.getLogger("dengen.csp")
_lately: deque[float] = deque(maxlen=LINES_PER_WINDOW)
_lock = Lock()


@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Log the report and answer always the same: a stranger's word changes nothing."""
    length = number_in(request.META.get("CONTENT_LENGTH")) or 0
    if 0 < length <= LARGEST_REPORT:
        for line in _lines(request.body):
            if _has_room():
                logger.warning("stopped by the Content-Security-Policy: %s", line)
    return HttpResponse(status=204)


def _lines(body: bytes) -> Iterator[str]:
    """Return what was stopped, where; of both shapes that browsers send."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return
    for report in sent if isinstance(sent, list) else [sent]:
        if isinstance(report, dict):
            yield _line(report.get("csp-report") or report.get("body"))


def _line(report: Any) -> str:
    values = report if isinstance(report, dict) else {}
    parts = []
    for new, old in [
        ("effectiveDirective", "violated-directive"),
        ("blockedURL", "blocked-uri"),
        ("documentURL", "document-uri"),
    ]:
        parts.append(_plain(values.get(new) or values.get(old)))
    return " ".join(parts)


def _plain(value: object) -> str:
    """Return it without queries (maybe personal) and what could pass for another line."""
    try:
        address = urlsplit(str(value))._replace(query="", fragment="").geturl()
    except ValueError:
        return "?"
    return ascii(address)[1:-1].replace(" ", "%20")[:LONGEST_PART] or "?"


def _has_room() -> bool:
    now = time.monotonic()
    with _lock:
        if len(_lately) == LINES_PER_WINDOW and now - _lately[0] < WINDOW_SECONDS:
            return False
        _lately.append(now)
        return True
