"""`{% kept "search" query %}…{% endkept %}`: a part of a page that is made once (parts.py).

What stands between may depend on nothing but what is named in the tag, the language and the day.
Django's `{% cache %}` does the same with a digest, a pickle and a number of entries in place of
bytes, and costs as much as it saves.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from dengen.pages import parts

register = template.Library()


class KeptNode(template.Node):
    """A part, by the values of what it depends on."""

    def __init__(self, nodes: NodeList, names: list[FilterExpression]) -> None:
        self.nodelist, self._names = nodes, names

    def render(self, context: Context) -> SafeString:
        """Return what was made before, or make it."""
        key = [name.resolve(context) for name in self._names]
        part = parts.kept(*key)
        return parts.keep(self.nodelist.render(context), *key) if part is None else part


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Return the node; see the module."""
    names = [parser.compile_filter(text) for text in token.split_contents()[1:]]
    nodes: Any = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodes, names)
