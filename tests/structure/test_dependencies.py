"""What the code imports of others, the package declares."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from tests.structure.source import ROOT, modules, normalized


def run(tree: ast.AST) -> Iterator[ast.AST]:
    """Return what is in the tree, without what is there for the types alone."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            yield node
            yield from run(node)


def imported(tree: ast.Module) -> set[str]:
    """Return the packages that the module needs, also those that a function imports."""
    names: set[str] = set()
    for node in run(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"dengen"}


def test_each_package_that_the_code_imports_is_a_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {normalized(re.split(r"[^\w.-]", one)[0]) for one in project["dependencies"]}
    distributions = packages_distributions()
    undeclared = {
        (path, name)
        for path, tree in modules().items()
        for name in imported(tree)
        if not declared & {normalized(one) for one in distributions[name]}
    }
    assert undeclared == set()
