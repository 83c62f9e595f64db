"""The page for an address that takes another method, as when a form's address is typed by hand."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

from dengen.ui.visiting import methods_of

METHODS = ("GET", "HEAD", "POST")  # no page of the board takes others, not even TRACE or OPTIONS


class NotAllowedMiddleware:
    """Answer a method that an address doesn't take with 405, Allow and a page (RFC 9110)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            response.content = render_to_string("405.html")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, _args: tuple, _kwargs: dict
    ) -> HttpResponse | None:
        """Refuse what a view without a list of its own methods would take for a GET."""
        if request.method in METHODS:
            return None
        return HttpResponseNotAllowed(methods_of(view) or METHODS)
