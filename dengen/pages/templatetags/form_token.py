"""Django's `{% csrf_token %}`, with the seal that says whose form it is (see interrupted_form.py).

It stands in every form already, and each new form needs it: so none can be forgotten.
"""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

register = template.Library()


class FormTokenNode(CsrfTokenNode):
    """Both fields; the second only for somebody who is logged in."""

    def render(self, context: Context) -> str:
        """Return the hidden fields."""
        field, seal = super().render(context), context.get("seal")
        if not field or not seal:
            return field
        return format_html('{}<input type="hidden" name="seal" value="{}">', field, seal)


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokenNode:
    """Return the node; see the module."""
    return FormTokenNode()
