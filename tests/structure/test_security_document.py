"""docs/security.md has every requirement of ASVS 5.0 (levels 1 and 2) once, and IPA's eleven."""

import re
from pathlib import Path

import pytest

from tests.structure.named_tests import document, named_in, names_in

TEXT = document("security.md")
REQUIREMENTS = Path(__file__).with_name("asvs.txt").read_text("utf-8").split()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \| (.+?) \|(?: (.+) \|)?$", re.MULTILINE)


def test_the_tests_that_it_names_are_there():
    assert [(file, name) for file, name in named_in(TEXT) if name not in names_in(file)] == []


def test_every_requirement_has_one_row():
    listed = [one for numbers, _how, _tests in ROW.findall(TEXT) for one in numbers.split(", ")]
    assert sorted(listed) == sorted(REQUIREMENTS)


@pytest.mark.parametrize("number", range(1, 12))
def test_each_of_ipas_weaknesses_has_its_row(number):
    assert re.search(rf"^\| 1\.{number} \D", TEXT, re.MULTILINE)
