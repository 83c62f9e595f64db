"""Addresses that answer in JSON, in every case: also where a page of an error would stand."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TEXTS_BY_STATUS = {
    HTTPStatus.UNAUTHORIZED: gettext_lazy("ログインし直してから、もう一度お試しください。"),
    HTTPStatus.FORBIDDEN: gettext_lazy("この操作はできません。画面を開き直してお試しください。"),
    HTTPStatus.NOT_FOUND: gettext_lazy("対象が見つかりません。画面を開き直してお試しください。"),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_lazy("このアドレスは直接開けません。"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: gettext_lazy("送信された内容が大きすぎます。"),
}


def in_json[View: Callable](view: View) -> View:
    """Mark a view whose answers a script reads; on top of its other decorators."""
    view.is_in_json = True  # type: ignore[attr-defined]  # a note for the middleware
    return view


class InJsonMiddleware:
    """Tell in JSON what went wrong where a view `in_json` was asked; instead of a login: 401."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        status = HTTPStatus(response.status_code)
        if status.is_success or not is_in_json(request):
            return response
        if response.has_header("Location"):
            is_login = response["Location"].startswith(resolve_url(settings.LOGIN_URL))
            return _told(HTTPStatus.UNAUTHORIZED if is_login else HTTPStatus.FORBIDDEN, response)
        is_told = response.get("Content-Type", "").startswith("application/json")
        return response if is_told else _told(status, response)


def is_in_json(request: HttpRequest) -> bool:
    """Return whether the answer is read by a script."""
    with suppress(Resolver404):
        found = request.resolver_match or resolve(request.path_info)  # None if nobody asked it yet
        return hasattr(found.func, "is_in_json")
    return False


def _told(status: HTTPStatus, response: HttpResponse) -> JsonResponse:
    words = TEXTS_BY_STATUS.get(status) or _(
        "エラーが発生しました。しばらくしてからお試しください。"
    )
    told = JsonResponse({"error": words}, status=status)
    for name in ("Allow", "Retry-After", "Connection"):
        if name in response:
            told[name] = response[name]
    return told
