"""Some of tests/breaks/, chosen by the commit: each is noticed by the test that it names."""

import pytest

from tests.breaks.breaks import Break, sample
from tests.breaks.copies import copied, unnoticed
from tests.breaks.databases import kept


@pytest.fixture(scope="module")
def tree():
    with copied() as found:
        yield found


@pytest.fixture(scope="module")
def databases(tree):
    with kept(tree, {"sqlite"} | {fault.database for fault in sample()}) as found:
        yield found


@pytest.mark.parametrize("fault", sample(), ids=str)
def test_each_break_is_noticed_by_its_test(fault, tree, databases):
    assert unnoticed(fault, tree, databases) == ""


def test_a_break_that_no_test_could_notice_is_told_of(tree, databases):
    """Else a run that finds nothing wrong would say nothing."""
    text = (tree / "dengen/clock.py").read_text().splitlines()[0]
    harmless = Break("none 1", "dengen/clock.py", text, text, "japan/test_width.py")
    assert "doesn't notice it" in unnoticed(harmless, tree, databases)
