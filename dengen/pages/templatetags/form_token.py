"""Django's `{% csrf_token %}`, with the seal that says whose form it is (see interrupted_form.py).

It stands in every form already, and each new form needs it: so none can be forgotten.
"""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from dengen.pages.stand_in import seal_of

register = template.Library()


class FormTokenNode(CsrfTokenNode):
    """Both fields; the second only for somebody who is logged in."""

    def render(self, context: Context) -> str:
        """Return the hidden fields, or what marks their place on a page that is kept."""
        if mark := context.get("form_mark"):
            return mark
        field, seal = super().render(context), context.get("seal")
        if not field or not seal:
            return field
        return format_html('{}<input type="hidden" name="seal" value="{}">', field, seal)


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokenNode:
    """Return the node; see the module."""
    return FormTokenNode()


def form_fields(request: HttpRequest) -> bytes:
    """Return the hidden fields; don't send the browser the cookie that it has just sent."""
    token = get_token(request)
    if settings.CSRF_COOKIE_NAME in request.COOKIES:
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
    own = Context({"csrf_token": token, "seal": seal_of(request.user)})
    return FormTokenNode().render(own).encode()
