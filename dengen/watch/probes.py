"""Answers to machines that watch the board: before hosts, sessions and everything else.

A probe comes by plain HTTP to the address of this very process and knows no host name. Such answers
stand in no log: they come every few seconds.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dengen.watch.urls import urlpatterns

VIEWS: dict[str, Callable] = {f"/{entry.pattern}": entry.callback for entry in urlpatterns}


class ProbeMiddleware:
    """The outermost of all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = VIEWS.get(request.path)
        return self.get_response(request) if view is None else view(request)
