"""The breaks of tests/breaks/ can be made, each names a test that is there, and some are tried."""

import re

import pytest

from tests.breaks.breaks import ROOT, all_breaks


@pytest.mark.parametrize("fault", all_breaks(), ids=str)
def test_each_break_fits_its_file_and_changes_it(fault):
    whole = (ROOT / fault.file).read_text()
    assert fault.applied(whole) != whole


@pytest.mark.parametrize("fault", all_breaks(), ids=str)
def test_the_test_that_it_names_is_there(fault):
    path, _colons, place = fault.test.partition("::")
    name = place.rpartition("::")[2].partition("[")[0]  # of one case, the test
    text = (ROOT / "tests" / path).read_text()
    assert re.search(rf"def {name}\b" if name else "def test_", text)
