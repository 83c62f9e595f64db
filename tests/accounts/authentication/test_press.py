"""One press makes one thing, also if it arrives twice at the same moment."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command

from dengen import clock
from dengen.accounts.models import Notice, Press
from dengen.japan.business_days import today
from dengen.listings.models import ReasonPreset
from tests import factories
from tests.races import at_once


def notice(by) -> Notice:
    return Notice(title="お知らせ", text="本文", start_on=today()).publish(by=by)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one_and_both_get_it():
    by = factories.operator("administrator")
    made = at_once(2, lambda _number: Press.once("key", lambda: notice(by)))
    assert made == [Notice.objects.get()] * 2


@pytest.mark.django_db
def test_a_press_that_was_refused_can_be_repeated(reviewer):
    with pytest.raises(ValidationError):
        Press.once(
            "key", lambda: ReasonPreset(queue="listing", label="", text="").keep(by=reviewer)
        )
    preset = ReasonPreset(queue="listing", label="見出し", text="文面")
    assert Press.once("key", lambda: preset.keep(by=reviewer)) == preset


@pytest.mark.django_db
def test_old_presses_of_buttons_are_forgotten():
    with time_machine.travel(clock.now() - timedelta(days=8)):
        Press.once("key", lambda: None)
    call_command("clear_login_traces")
    assert not Press.objects.exists()
