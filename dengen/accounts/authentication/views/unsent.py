"""The page for a form that wasn't carried out: what was typed on a page of ours isn't lost.

If the form is kept, the page links to it; else its text stands on the page, to be sent again or
copied.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dengen.accounts.authentication import interrupted_form
from dengen.ui.sent_again import BUTTON_VALUE_LENGTH, fields_of, is_from_here, is_partial, is_text


def unsent(
    request: HttpRequest, *, back: str = "", login: str = "", lede: str = ""
) -> HttpResponse:
    """Say that nothing was done; `login` is where to log in first, `back` where it is kept."""
    fields = typed_fields(request) if back or is_from_here(request) else []
    # What is kept comes back by itself. Of what must be copied, only a person can say what matters.
    texts = [value for _name, value in fields if not back or is_text(value)]
    view = request.resolver_match.func if request.resolver_match else None
    context = {
        "back": back,
        "login": login,
        "lede": lede,
        "fields": [] if login or getattr(view, "login_required", True) else fields,
        "texts": [value for value in texts if len(value) > BUTTON_VALUE_LENGTH],
        "is_partial": bool(fields) and is_partial(request),
    }
    response = render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)
    response["Cache-Control"] = "no-store, private"
    return response


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent, by field name, without secrets and without what is the page's own."""
    fields = fields_of(request) or []
    return [(name, value) for name, value in fields if name not in interrupted_form.OWN_FIELDS]
