"""What the web processes count themselves: requests and their time, refused logins, cache hits.

Each process counts into a file of its own, and the one that is asked adds up all files of its
machine: prometheus_client's multiprocess mode. A restart begins at 0, which Prometheus knows how to
read.
"""

import os
from functools import lru_cache

from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from dengen import bounded_cache
from dengen.accounts.authentication.guards.guard import login_refused
from dengen.accounts.authentication.refusals import LoginRefused, Temporary

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client's own name
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds
METHODS = {"GET": "GET", "HEAD": "GET", "POST": "POST"}
REASONS = tuple(one.__name__ for one in LoginRefused.__subclasses__() if one is not Temporary)

_own = CollectorRegistry()
_requests = Histogram(
    "dengen_request_seconds",
    "Requests, and how long their answers took.",
    ["what", "method", "status"],
    buckets=BUCKETS,
    registry=_own,
)
_refusals = Counter(
    "dengen_failed_logins", "Logins and second steps refused.", ["reason"], registry=_own
)
_gets = Counter(
    "dengen_cache_gets",
    "What was looked for in memory, and whether it was there.",
    ["cache", "found"],
    registry=_own,
)


def register(registry: CollectorRegistry) -> None:
    """Add what was counted: by all processes that `dengen serve` has started, or by this one."""
    if FOLDER_VARIABLE in os.environ:
        MultiProcessCollector(registry)
    else:
        registry.register(_own)


def count_request(request: HttpRequest, status: int, seconds: float) -> None:
    """Count one answer. Nothing that a visitor chooses becomes a label."""
    what = "static" if request.path.startswith(settings.STATIC_URL) else "page"
    method = METHODS.get(request.method or "", "other")
    _series(what, method, f"{status // 100}xx").observe(seconds)


@lru_cache(maxsize=64)  # as many as there are kinds, methods and classes of status
def _series(what: str, method: str, status: str) -> Histogram:
    return _requests.labels(what, method, status)


@receiver(login_refused)
def count_refusal(sender: object, reason: str, **signal: object) -> None:
    """Count one, by the kind of refusal; a temporary password is none."""
    if reason in REASONS:
        _refusals.labels(reason).inc()


def count_get(cache: str, is_there: bool) -> None:  # noqa: FBT001 - as caches tell it
    """Count one, by the name of the cache; one without a name doesn't count."""
    if cache:
        _gets_of(cache, "yes" if is_there else "no").inc()


@lru_cache(maxsize=64)
def _gets_of(cache: str, found: str) -> Counter:
    return _gets.labels(cache, found)


bounded_cache.listeners.append(count_get)
