"""Some of tests/breaks/, chosen by the commit: each is noticed by the test that it names."""

import pytest

from tests.breaks.breaks import Break, sample
from tests.breaks.copies import copied, unnoticed


@pytest.fixture(scope="module")
def folder():
    with copied() as found:
        yield found


@pytest.mark.parametrize("fault", sample(), ids=str)
def test_each_break_is_noticed_by_its_test(fault, folder):
    assert unnoticed(fault, folder) == ""


def test_a_break_that_no_test_could_notice_is_told_of(folder):
    """Else a run that finds nothing wrong would say nothing."""
    text = (folder / "dengen/clock.py").read_text().splitlines()[0]
    harmless = Break("none 1", "dengen/clock.py", text, text, "japan/test_width.py")
    assert "doesn't notice it" in unnoticed(harmless, folder)
