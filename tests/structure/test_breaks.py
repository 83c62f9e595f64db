"""The breaks of tests/breaks/ can be made, each names a test that is there, and some are tried."""

import ast

import pytest

from tests.breaks.breaks import ROOT, all_breaks


@pytest.mark.parametrize("fault", all_breaks(), ids=str)
def test_each_break_fits_its_file_and_changes_it(fault):
    whole = (ROOT / fault.file).read_text()
    assert fault.applied(whole) != whole


def defined(file: str) -> set[str]:
    """Return the tests of a file, with their classes: `TestPeriod::test_it_is_shown`."""
    found = set()
    for node in ast.parse((ROOT / "tests" / file).read_text()).body:
        inside = node.body if isinstance(node, ast.ClassDef) else []
        found |= {f"{node.name}::{one.name}" for one in inside if isinstance(one, ast.FunctionDef)}
        found |= {node.name} if isinstance(node, ast.FunctionDef) else set()
    return {name for name in found if name.rpartition("::")[2].startswith("test_")}


@pytest.mark.parametrize("fault", all_breaks(), ids=str)
def test_the_test_that_it_names_is_there(fault):
    file, _colons, place = fault.test.partition("::")
    name = place.partition("[")[0]  # of one case, the test
    assert name in defined(file) if name else defined(file)
