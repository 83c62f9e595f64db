"""Two administrators at the list of businesses at the same moment, and members beside them."""

from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection

from dengen.accounts.applications.business_list import read_business_list
from dengen.accounts.applications.business_list.business_comparison import BUSINESSES_AT_ONCE
from dengen.accounts.models import BusinessImport
from dengen.events.models import Event
from dengen.events.steps import Overtaken
from tests import factories
from tests.console.lists import names, of
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def administrators(db):
    return [factories.operator("administrator") for _one in range(2)]


def compared(by, text: str) -> BusinessImport:
    found = read_business_list(text.encode())
    begun = BusinessImport.upload(by=by, file_name="名簿.csv", found=found, replaces_all=True)
    begun.compare(begun.attempt)
    return BusinessImport.objects.get(pk=begun.pk)


def both_take_over(administrators) -> list:
    """The second list has one business more."""
    lists = [compared(by, of(count)) for by, count in zip(administrators, (10, 11), strict=True)]
    return at_once(2, lambda number: lists[number].take_over(by=administrators[number]))


def run_aside(act) -> None:
    """Run `act` to its end on a connection of its own."""
    at_once(1, lambda _number: act())


@pytest.mark.parametrize("has_list", [False, True])
def test_of_two_lists_one_is_taken_over_and_the_other_is_told(administrators, has_list):
    if has_list:
        compared(administrators[0], of(10)).take_over(by=administrators[0])
    answers = both_take_over(administrators)
    assert sorted(map(type, answers), key=str) == [type(None), Overtaken]
    assert len(names()) == 10 + answers.index(None)
    recorded = Event.objects.filter(name="business_list.imported").count()
    assert recorded == 1 + has_list


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_first_list_taken_over_between_reading_and_writing_stays(administrators):
    late, early = (
        compared(by, of(count)) for by, count in zip(administrators, (10, 11), strict=True)
    )
    others = []

    def the_other_first(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and not others:
            others.append(early)
            run_aside(lambda: early.take_over(by=administrators[1]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(the_other_first), pytest.raises(Overtaken):
        late.take_over(by=administrators[0])
    assert others
    assert len(names()) == 11


def test_one_list_confirmed_by_two_is_taken_over_once(administrators):
    version = compared(administrators[0], of(10))
    same = [version, BusinessImport.objects.get(pk=version.pk)]
    answers = at_once(2, lambda number: same[number].take_over(by=administrators[number]))
    assert answers == [None, None]
    assert Event.objects.filter(name="business_list.imported").count() == 1


def test_members_write_while_a_list_is_compared(administrators):
    member = factories.member()
    found = read_business_list(of(4 * BUSINESSES_AT_ONCE).encode())
    begun = BusinessImport.upload(
        by=administrators[0], file_name="a", found=found, replaces_all=True
    )
    is_over = Signal()

    def compare() -> None:
        begun.compare(begun.attempt)
        connection.close()
        is_over.set()

    worker = Thread(target=compare)
    worker.start()
    written = 0
    while not is_over.is_set():
        factories.listing(member)
        written += 1
    worker.join()
    assert written > 1
    assert begun.businesses.count() == 4 * BUSINESSES_AT_ONCE
