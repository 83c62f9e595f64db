"""Hints are written by one rule: sentences that end with 。, or nothing but an example."""

from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.forms import BaseForm

from tests.structure.source import modules, pages


def form_classes() -> list[type[BaseForm]]:
    """Return every form of the project."""
    for path in modules():
        if "form" in path:
            import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    found, left = [], [BaseForm]
    while left:
        left += (one := left.pop()).__subclasses__()
        if one.__module__.startswith("dengen."):
            found.append(one)
    return found


def hints() -> list[str]:
    """Return the hints of all fields, and those that templates hold."""
    fields = [
        field for form in form_classes() for field in getattr(form, "base_fields", {}).values()
    ]
    translated = [
        part.split('" %}')[0]
        for page in pages().values()
        for hint in BeautifulSoup(page, "html.parser").select(".field__hint")
        for part in hint.get_text().split('{% translate "')[1:]
    ]
    return sorted({str(field.help_text) for field in fields if field.help_text} | set(translated))


@pytest.mark.parametrize("hint", hints())
def test_a_hint_is_a_sentence_or_an_example(hint):
    assert hint.endswith("。") or hint.startswith("例：")
