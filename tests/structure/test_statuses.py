"""A status is written by its name: what it is called stands once, at the ground of its noun."""

import ast

from dengen.accounts.applications.application.status import Status as ApplicationStatus
from dengen.listings.listing.status import Status as ListingStatus
from tests.structure.source import modules

WORDS = {*ApplicationStatus.values, *ListingStatus.values}
LOOKUPS = ("status", "status__in")


def is_status(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "status"


def compared_with(tree: ast.AST) -> list[ast.expr]:
    """What a status is compared with, in Python and in queries."""
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(map(is_status, [node.left, *node.comparators])):
            found += [node.left, *node.comparators]
        elif isinstance(node, ast.keyword) and node.arg in LOOKUPS:
            found.append(node.value)
    return found


def test_no_status_is_a_literal_text():
    assert not [
        f"{path}:{part.lineno}"
        for path, tree in modules().items()
        for value in compared_with(tree)
        for part in ast.walk(value)
        if isinstance(part, ast.Constant) and part.value in WORDS
    ]
