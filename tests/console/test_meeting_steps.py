"""Steps with the list of businesses that two administrators take at once."""

from datetime import timedelta

import pytest

from dengen import clock
from dengen.accounts.applications.business_list import read_business_list
from dengen.accounts.models import BusinessImport
from dengen.events.models import Event
from dengen.events.steps import Overtaken
from tests import factories
from tests.console.lists import of
from tests.races import again, met, one_writer_at_a_time

pytestmark = [pytest.mark.django_db(transaction=True), one_writer_at_a_time]


@pytest.fixture
def administrator(db):
    return factories.operator("administrator")


def uploaded(by, count: int) -> BusinessImport:
    found = read_business_list(of(count).encode())
    return BusinessImport.upload(by=by, file_name="名簿.csv", found=found, replaces_all=True)


def compared(by, count: int) -> BusinessImport:
    begun = uploaded(by, count)
    begun.compare(begun.attempt)
    return again(begun)


def test_a_list_that_two_discard_at_once_is_discarded_once(administrator):
    version = compared(administrator, 10)
    met(*[lambda: again(version).discard(by=administrator)] * 2)
    assert Event.objects.filter(name="business_list.discarded").count() == 1


def test_a_list_that_two_compare_anew_at_once_is_compared_once(administrator):
    version = uploaded(administrator, 10)

    def compare_anew() -> bool:
        with clock.at(clock.now() + timedelta(days=1)):
            return again(version).compare_anew(by=administrator)

    assert met(compare_anew, compare_anew) is False
    assert Event.objects.filter(name="business_list.compared").count() == 1


def test_a_list_is_not_taken_over_in_the_place_of_another_than_it_was_compared_with(administrator):
    compared(administrator, 10).take_over(by=administrator)
    early, late = (compared(administrator, count) for count in (11, 12))
    refused = met(
        lambda: again(early).take_over(by=administrator),
        lambda: again(late).take_over(by=administrator),
    )
    assert isinstance(refused, Overtaken)
