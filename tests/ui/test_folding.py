"""What is constant in a template is made once; what is not comes out anew each time."""

import pytest
from django.template import Context, engines
from django.template.loaders import locmem
from django.utils import translation

from dengen.ui import folding

CONSTANT = """{% load i18n ui static %}
<a href="{% url "accounts:login" %}">{% icon "user" %}{% translate "ログアウト" %}</a>"""


class Loader(folding.Loader):
    """Takes templates out of the test."""

    def __init__(self, engine, templates) -> None:
        super().__init__(engine, [])
        self.loaders = [locmem.Loader(engine, templates)]


@pytest.fixture
def read():
    """Read a template as the board does, with others that it may include or extend."""

    def read(text: str, **others: str):
        engine = engines["django"].engine
        return Loader(engine, {"page": text, **others}).get_template("page")

    return read


def test_what_is_constant_becomes_one_piece(read):
    page = read(CONSTANT)
    assert [type(node) for node in page.nodelist] == [folding.Constant]
    assert page.render(Context()) == engines["django"].from_string(CONSTANT).render()


def test_constant_pieces_are_found_in_branches_loops_and_blocks(read):
    inside = [
        "{% if a %}<b>{% icon 'user' %}</b>{% else %}<i>{% icon 'mail' %}</i>{% endif %}",
        "{% for one in many %}<b>{% icon 'user' %}</b>{% endfor %}",
        "{% block title %}<b>{% icon 'user' %}</b>{% endblock %}",
        "{% kept one %}<b>{% icon 'user' %}</b>{% endkept %}",
    ]
    for text in inside:
        page = read("{% load ui %}" + text)
        assert page.nodelist.get_nodes_by_type(folding.Constant), text
        context = {"many": [1, 2], "one": text}
        plain = engines["django"].from_string("{% load ui %}" + text).render(context)
        assert page.render(Context(context)) == plain


@pytest.mark.parametrize(
    "text",
    [
        "{% url 'listings:detail' number %}",
        "{% icon name %}",
        "{% translate word %}",
        "{% translate ''|default:word %}",
        "{% if word == 'はい' %}{% translate 'はい' %}{% endif %}",
        "{% translate word as said %}{{ said }}",
    ],
)
def test_what_is_not_constant_is_made_anew(read, text):
    page = read("{% load i18n ui %}" + text)
    contexts = [
        {"number": 1, "name": "user", "word": "はい"},
        {"number": 2, "name": "mail", "word": "いいえ"},
    ]
    first, second = (page.render(Context(one)) for one in contexts)
    assert first != second


def test_each_language_has_its_own_words(read):
    page = read("{% load i18n %}{% translate 'Yes' %}!")
    assert page.render(Context()) == "はい!"
    with translation.override("de"):
        assert page.render(Context()) == "Ja!"
    assert page.render(Context()) == "はい!"
