"""The breaks of tests/breaks/ can be made, each names a test that is there, and some are tried."""

import ast
from functools import cache

from tests.breaks.breaks import Break, all_breaks
from tests.sampling import ROOT


def changes(fault: Break) -> bool:
    """Whether it fits its file and changes it."""
    content = (ROOT / fault.file).read_text()
    return content.count(fault.text) == 1 and fault.becomes != fault.text


def test_each_break_fits_its_file_and_changes_it():
    assert [str(fault) for fault in all_breaks() if not changes(fault)] == []


@cache
def defined(file: str) -> set[str]:
    """Return the tests of a file, with their classes: `TestPeriod::test_it_is_shown`."""
    found = set()
    for node in ast.parse((ROOT / "tests" / file).read_text()).body:
        inside = node.body if isinstance(node, ast.ClassDef) else []
        found |= {f"{node.name}::{one.name}" for one in inside if isinstance(one, ast.FunctionDef)}
        found |= {node.name} if isinstance(node, ast.FunctionDef) else set()
    return {name for name in found if name.rpartition("::")[2].startswith("test_")}


def is_there(test: str) -> bool:
    """Whether there is the test of that name, or any in the file."""
    file, _colons, place = test.partition("::")
    name = place.partition("[")[0]  # of one case, the test
    return bool(name in defined(file) if name else defined(file))


def test_the_tests_that_breaks_name_are_there():
    assert [str(fault) for fault in all_breaks() if not is_there(fault.test)] == []
