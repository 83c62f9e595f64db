"""Files and functions that are read at one look; which are the longest stands in the message."""

import ast
from collections.abc import Callable
from pathlib import Path
from statistics import median_low

import pytest

from tests.structure.source import ROOT, modules

type Sizes = dict[str, int]


def files() -> Sizes:
    """Return how many lines each module has."""
    return {path: len(Path(ROOT / path).read_text("utf-8").splitlines()) for path in modules()}


def functions() -> Sizes:
    """Return how many lines each function has, its decorators left out."""
    return {
        f"{path}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def longer_than(sizes: Sizes, limit: int) -> list[str]:
    """Return what is longer, the longest first."""
    found = sorted(sizes.items(), key=lambda one: -one[1])
    return [f"{lines} {name}" for name, lines in found if lines > limit]


@pytest.mark.parametrize(("sizes", "limit"), [(files, 50), (functions, 6)])
def test_half_of_the_files_and_functions_are_short(sizes: Callable[[], Sizes], limit: int):
    assert median_low(sizes().values()) <= limit


@pytest.mark.parametrize(("sizes", "limit"), [(files, 150), (functions, 25)])
def test_all_but_a_twentieth_of_the_files_and_functions_are_no_longer(
    sizes: Callable[[], Sizes], limit: int
):
    found = longer_than(sizes(), limit)
    assert len(found) <= len(sizes()) / 20, found


@pytest.mark.parametrize(("sizes", "limit"), [(files, 300), (functions, 65)])
def test_no_file_and_no_function_is_longer(sizes: Callable[[], Sizes], limit: int):
    assert not longer_than(sizes(), limit)
