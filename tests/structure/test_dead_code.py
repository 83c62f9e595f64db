"""Nothing stands in dengen/ that nobody uses.

vulture knows the names that Python code uses. It is told here of those that stand in templates and
in strings, and of what libraries call; so no list of exceptions has to be kept for each of them.
"""

import ast
import re
from enum import Enum
from importlib import import_module

import pytest
from django.conf import global_settings
from django.db.models.options import DEFAULT_NAMES
from vulture import Vulture

from tests.structure.source import CODE, modules, templates

pytestmark = pytest.mark.needs_all
TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
NAME = re.compile(r"[^\W\d]\w*")
PATH = re.compile(r"-?[^\W\d]\w*(?:\.\w+)*")  # a name, a dotted path, a lookup, an order
DECORATORS = ["@*.command", "@*.register", "@counts_for_strangers", "@on", "@receiver"]
# What Django and Python's logging look for by its name.
LOOKED_FOR = ["*Config", "Command", "Media", "app_name", "as_*ql*", "clean_*", "handler?00"]
LOOKED_FOR += ["EMAIL_FIELD", "USERNAME_FIELD", "_session_key", "disabled", "queryset"]
LOOKED_FOR += ["as_sqlite", "as_postgresql", "log[A-Z]*"]
WRITTEN_DOWN = ["issued_at", "restored_at"]  # columns for whoever looks into the tables one day
# The register of personal data, and what a process has remembered.
ASKED_BY_TESTS = ["REGISTER", "forget_all", "forget_pauses", "handled_names"]


def named_in_templates() -> set[str]:
    """Return every word inside a tag."""
    tags = (tag for text in templates().values() for tag in TAG.findall(text))
    return {name for tag in tags for name in NAME.findall(tag)}


def named_in_strings() -> set[str]:
    """Return the parts of "dengen.ui.headers.HeadersMiddleware", "-taken_at" or taken_at__lt=."""
    found: set[str] = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            text = node.arg if isinstance(node, ast.keyword) else getattr(node, "value", None)
            if isinstance(text, str) and PATH.fullmatch(text):
                found.update(re.split(r"\.|__", text.removeprefix("-")))
    return found


def called_by_libraries() -> set[str]:
    """Return what our classes have in place of something that a library's class has."""
    return {
        name
        for own in classes()
        for base in own.__mro__
        if not base.__module__.startswith("dengen")
        for name in vars(base).keys() & vars(own).keys()
    }


def choices() -> set[str]:
    """Return the members of enumerations: a form offers them all."""
    return {name for own in classes() if issubclass(own, Enum) for name in own.__members__}


def classes() -> set[type]:
    """Return all classes that our modules know, but for what would run, or make a web process."""
    paths = modules().keys() - {"dengen/__main__.py", "dengen/wsgi.py"}
    names = (path.removesuffix(".py").removesuffix("/__init__") for path in paths)
    found = (vars(import_module(name.replace("/", "."))).values() for name in names)
    return {one for values in found for one in values if isinstance(one, type)}


def test_nothing_is_there_that_nobody_uses():
    vulture = Vulture(
        ignore_names=[*LOOKED_FOR, *WRITTEN_DOWN, *ASKED_BY_TESTS], ignore_decorators=DECORATORS
    )
    vulture.scavenge([CODE])
    vulture.used_names |= named_in_templates() | named_in_strings()
    vulture.used_names |= called_by_libraries() | choices()
    vulture.used_names |= {*dir(global_settings), *DEFAULT_NAMES}
    left = [
        f"{item.filename}:{item.first_lineno} {item.typ} {item.name}"
        for item in vulture.get_unused_code(min_confidence=60)
        if "migrations" not in item.filename.parts
    ]
    assert not left, "\n".join(left)
