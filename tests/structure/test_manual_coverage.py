"""docs/manual-coverage.md names, for each rule of the manual, tests that exist."""

import pytest

from tests.structure.named_tests import document, named_in, names_in

TEXT = document("manual-coverage.md")
SECTIONS = ["1.1", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "5.1", "5.2"]


def test_the_tests_that_it_names_are_there():
    assert [(file, name) for file, name in named_in(TEXT) if name not in names_in(file)] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_of_the_manual_is_there(section):
    assert f"\n## {section} " in TEXT


def test_every_rule_names_a_test():
    rules = [line for line in TEXT.splitlines() if line.startswith("| ")]
    bare = [line for line in rules if "::" not in line]
    assert set(bare) == {"| rule | tests |", "| --- | --- |"}
