"""A page that answers a form gets an address, so that "back" and "reload" show it again.

Browsers ask before they show the answer to a POST again, as they would have to send the form once
more. So the page that answers a form is kept for a while (kept_answer.py), and the browser is sent
(303) to the same address with the page's number in it. No view knows of it: the number is taken out
of the address before anybody else reads it.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.html import escape
from django.utils.translation import gettext as _

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.answer_page import Page, Reader
from dengen.accounts.authentication.kept_answer import KeptAnswer
from dengen.ui.sent_again import UNREADABLE, is_secret
from dengen.ui.visiting import SAFE_METHODS, can_be_visited

PAGE_PARAMETER = "answer-page"  # the name in the address
TELLING_LENGTH = 6  # characters of a secret that can't stand on a page by chance


class SeeOther(HttpResponseRedirect):
    """To a page that is read, whatever was sent (RFC 9110, 15.4.4)."""

    status_code = HTTPStatus.SEE_OTHER


class AnsweringMiddleware:
    """Must stand inside the messages' middleware: `_gone` writes a message."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _take_number(request)
        if number and request.method in SAFE_METHODS:
            return _shown(request, number) or _gone(request)
        response = self.get_response(request)
        return _with_address(request, response) if _is_page(request, response) else response


def _shown(request: HttpRequest, number: str) -> HttpResponse | None:
    reader = _reader(request)
    page = KeptAnswer.found(number, reader) if reader else None
    if page is None:
        return None
    response = HttpResponse(page.content, status=page.status)
    for name, value in page.headers:
        response[name] = value
    # By itself no browser keeps the answer to a POST; of a GET it must be told.
    response.headers.setdefault("Cache-Control", "no-store, private")
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    """Lead to where the form is, and say why the page isn't shown."""
    messages.info(
        request,
        _(
            "送信の結果を表示する画面は、時間が経ったか、ログアウトしたため、もう表示できません。"
            "送信は繰り返されていません。"
        ),
    )
    address = request.get_full_path()
    if not can_be_visited(address):
        page = interrupted_form.page_of(request)
        address = page.geturl() if page else "/"
    return redirect(address)


def _with_address(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the way to the page, or the page itself if it can't be kept."""
    page = Page(response.status_code, list(response.headers.items()), response.content)
    reader = _reader(request)
    number = KeptAnswer.keep(page, reader) if reader else ""
    if not number:
        return response
    address = request.get_full_path()
    address += f"{'&' if '?' in address else '?'}{PAGE_PARAMETER}={number}"
    away = SeeOther(address, headers={"Cache-Control": "no-store, private"})
    away.cookies = response.cookies
    return away


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether it is a page for a person who sent a form, and may be kept."""
    status = HTTPStatus(response.status_code)
    return (
        request.method == "POST"
        and _is_navigation(request)
        and (status == HTTPStatus.OK or status.is_client_error)
        and not response.streaming
        and bool(response.content)
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Encoding")
        and not _is_shown_once(request)
        and not _tells_secret(request, response.content)
    )


def _is_navigation(request: HttpRequest) -> bool:
    """Return whether a person sends it, no script; without HTTPS only Accept tells."""
    mode = request.headers.get("Sec-Fetch-Mode")
    accepted = request.headers.get("Accept", "").startswith("text/html")
    return mode == "navigate" if mode else accepted


def _is_shown_once(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "is_shown_once", False)


def _tells_secret(request: HttpRequest, content: bytes) -> bool:
    """Return whether a password that was sent stands on the page; none is ever kept."""
    try:
        sent = request.POST.lists()
    except UNREADABLE:
        return True
    secrets = [value for name, values in sent if is_secret(name) for value in values]
    told = [
        text for value in secrets if len(value) >= TELLING_LENGTH for text in (value, escape(value))
    ]
    return any(text.encode(errors="replace") in content for text in told)


def _reader(request: HttpRequest) -> Reader | None:
    secret = request.META.get("CSRF_COOKIE")
    if not secret or not request.COOKIES:
        return None
    is_known = request.user.is_authenticated
    return Reader(secret, request.session.session_key if is_known else None)


def _take_number(request: HttpRequest) -> str:
    """Return the number of the address, and take it out of what others read of the request."""
    query, number = _parted(request.META.get("QUERY_STRING", ""))
    if number:
        request.META["QUERY_STRING"] = query
        request.__dict__.pop("GET", None)  # which is read from it
    place, mark, of_place = request.META.get("HTTP_REFERER", "").partition("?")
    if PAGE_PARAMETER in of_place:
        rest, _number = _parted(of_place)
        request.META["HTTP_REFERER"] = f"{place}{mark}{rest}" if rest else place
    return number


def _parted(query: str) -> tuple[str, str]:
    parts = query.split("&")
    numbers = [part for part in parts if part.startswith(f"{PAGE_PARAMETER}=")]
    rest = "&".join(part for part in parts if part not in numbers)
    return rest, numbers[-1].partition("=")[2] if numbers else ""
