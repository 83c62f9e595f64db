"""README.md's table lists every variable that the settings read, with its default."""

import ast
import re

from tests.structure.source import ROOT, called, modules

ROW = re.compile(r"^\| `([A-Z_]+)` \| ([^|]*) \|", re.MULTILINE)
TABLE = dict(ROW.findall((ROOT / "README.md").read_text("utf-8")))


def readings() -> dict[str, ast.Call]:
    """Each variable's name, and the call in dengen/settings/ that reads it."""
    return {
        node.args[0].value: node
        for path, tree in modules().items()
        if path.startswith("dengen/settings/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "env"
        and isinstance(node.args[0], ast.Constant)
        and called(node) != "parser_for"
    }


def numbers() -> dict[str, str]:
    """The variables that are numbers, and their defaults."""
    return {
        name: str(call.args[1].value) for name, call in readings().items() if called(call) == "int"
    }


def test_the_table_of_settings_lists_what_is_read_and_nothing_else():
    assert set(TABLE) == set(readings())


def test_the_table_of_settings_tells_the_numbers_as_they_are():
    assert {name: TABLE[name].strip("` ") for name in numbers()} == numbers()
