"""The tests that a document names as its proof."""

import ast
import re
from functools import cache

from tests.structure.source import ROOT

NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def document(name: str) -> str:
    """The text of that file in docs/."""
    return (ROOT / "docs" / name).read_text("utf-8")


def named_in(text: str) -> list[tuple[str, str]]:
    """Each file and test that the text names, once."""
    return sorted(set(NAMED.findall(text)))


@cache
def names_in(file: str) -> set[str]:
    """The tests that stand in a file of tests/; none if there is no such file."""
    path = ROOT / "tests" / file
    tree = ast.parse(path.read_text("utf-8") if path.exists() else "")
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
