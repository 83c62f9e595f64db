"""Templates whose constant pieces are made once.

A translation, an icon, the address of a page without a number: nothing in a request changes them,
but Django makes each anew, for 10 to 25 µs, some hundred of them in a page. So when a template was
read, each run of them, with the text between, becomes one piece that is made when it is first
shown, for each language.
"""

from itertools import groupby
from typing import Any

from django.template import Template
from django.template.base import FilterExpression, Node, NodeList, TextNode, Variable
from django.template.context import Context
from django.template.defaulttags import IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import base, cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dengen.ui.templatetags.ui import icon


class FoldingLoader(base.Loader):
    """Folds what was read."""

    def get_template(self, template_name: str, skip: list[Any] | None = None) -> Template:
        """Return the template."""
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(cached.Loader, FoldingLoader):
    """Keeps each template, once it is folded: threads that show it must not see it change."""


class Constant(Node):
    """Nodes that come out the same for everybody."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._made: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return what was made before, or make it."""
        language = get_language()
        if language not in self._made:
            text = "".join(str(node.render_annotated(context)) for node in self._nodes)
            self._made[language] = SafeString(text)
        return self._made[language]


def fold(nodes: NodeList) -> None:
    """Put one piece in the place of each run of constant nodes, here and in what stands inside."""
    for node in nodes:
        inside = [getattr(node, name, None) for name in node.child_nodelists]
        if isinstance(node, IfNode):
            inside = [branch for _condition, branch in node.conditions_nodelists]
        for one in filter(None, inside):
            fold(one)
    folded: list[Node] = []
    for is_constant, run in groupby(nodes, _is_constant):
        some = list(run)
        is_more = is_constant and any(not isinstance(node, TextNode) for node in some)
        folded += [Constant(some)] if is_more else some
    nodes[:] = folded


def _is_constant(node: Node) -> bool:
    match node:
        case TextNode() | LoadNode():
            return True
        case TranslateNode(asvar=None, message_context=None, filter_expression=text):
            return _is_literal(text)
        case URLNode(asvar=None, args=[], kwargs={}, view_name=name) if not node.kwargs:
            return _is_literal(name)
        case StaticNode(varname=None, path=path):
            return _is_literal(path)
        case SimpleNode(target_var=None, args=args):
            return node.func is icon and all(map(_is_literal, args))
    return False


def _is_literal(text: FilterExpression) -> bool:
    var = text.var.literal if isinstance(text.var, Variable) else text.var
    return isinstance(var, str) and not text.filters
