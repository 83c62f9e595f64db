"""What was sent in vain stands in its fields again."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.interrupted_form import RESTORED, Kept
from dengen.ui.filling import fill
from dengen.ui.sent_again import is_text

DECISIVE_BUTTONS = {
    "confirmed",
    "send",
    "publish",
    "submit",
}  # buttons that are pressed anew, not repeated


class RestoringMiddleware:
    """Fills the form of a page whose address names something kept; see interrupted_form.py."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and RESTORED in request.GET:
            return self._restored(request)
        response = self.get_response(request)
        if request.method == "POST" and RESTORED in request.POST and request.user.is_authenticated:
            interrupted_form.forget(request)
        return response

    def _restored(self, request: HttpRequest) -> HttpResponse:
        for header in ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH"):
            request.META.pop(header, None)  # the page is read and changed
        response = self.get_response(request)
        kept = interrupted_form.kept_form(request) if request.user.is_authenticated else None
        if kept is None or response.status_code == HTTPStatus.FOUND:
            return response
        page = _filled(response, request.path, kept)
        if page is None:
            return render(request, "accounts/interrupted.html", _left_over(kept))
        response.content = page
        return response


def _filled(response: HttpResponse, address: str, kept: Kept) -> str | None:
    if response.status_code != HTTPStatus.OK or response.streaming:
        return None
    notice = render_to_string("accounts/_parts/restored.html", {"kept": kept})
    return fill(response.content.decode(), address, kept.path, kept.values, notice)


def _left_over(kept: Kept) -> dict[str, object]:
    """Return a page that offers what was typed, where no page has the form any more."""
    fields = [(name, value) for name, values in kept.values.items() for value in values]
    fields = [(name, value) for name, value in fields if name not in DECISIVE_BUTTONS]
    texts = [one for one in fields if is_text(one[1])]
    rest = [one for one in fields if not is_text(one[1])]
    return {"kept": kept, "texts": texts, "rest": rest}
