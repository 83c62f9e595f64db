"""docs/manual-coverage.md names, for each rule of the manual, tests that exist."""

import ast
import re

import pytest

from tests.structure.source import ROOT

TEXT = (ROOT / "docs" / "manual-coverage.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", TEXT)))
SECTIONS = ["1.1", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "5.1", "5.2"]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file, name):
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_of_the_manual_is_there(section):
    assert f"\n## {section} " in TEXT


def test_every_rule_names_a_test():
    rules = [line for line in TEXT.splitlines() if line.startswith("| ")]
    bare = [line for line in rules if "::" not in line]
    assert set(bare) == {"| rule | tests |", "| --- | --- |"}
