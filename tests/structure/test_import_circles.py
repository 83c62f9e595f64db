"""Each module can be imported first: none needs, while it is imported, one that needs it."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from tests.structure.source import calls, modules


def named() -> dict[str, ast.Module]:
    """Return each module's full name and its syntax tree."""
    return {
        path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): tree
        for path, tree in modules().items()
    }


def run_at_import(tree: ast.Module) -> Iterator[ast.stmt]:
    """Return the statements that run when the module is imported, without those for the types."""
    waiting = list(tree.body)
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, ast.If) and "TYPE_CHECKING" not in ast.unparse(statement.test):
            waiting += statement.body + statement.orelse
        elif isinstance(statement, ast.Try | ast.With | ast.ClassDef):
            waiting += statement.body


def needed(tree: ast.Module) -> Iterator[str]:
    """Return the names of what the module imports, packages and what they hold."""
    for statement in run_at_import(tree):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module:
            yield statement.module
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def with_packages(name: str) -> set[str]:
    """Return the module and the packages that it stands in, which are imported before it."""
    parts = name.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts) + 1)}


def test_no_module_needs_one_that_needs_it():
    trees = named()
    graph = {
        name: {
            other
            for one in needed(tree)
            for other in with_packages(one)
            if other in trees and other not in with_packages(name)
        }
        for name, tree in trees.items()
    }
    circle = None
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle is None


def test_no_model_is_looked_up_by_its_name_but_in_migrations():
    assert [path for path, tree in modules().items() if [*calls(tree, "get_model")]] == []
