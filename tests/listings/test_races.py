"""What must stay true when many come at the same moment."""

import threading
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dengen.accounts.models import Account
from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.japan.business_days import today
from dengen.listings.models import Listing, Tally
from tests import factories
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 15  # until a test gives up
WHILE_IT_WAITS = 0.5  # seconds in which who doesn't wait would come through


def test_a_button_pressed_20_times_makes_one_listing(seller):
    key = uuid4()
    outcomes = at_once(20, lambda _: factories.listing(seller, submission_key=key).pk)
    assert len(set(outcomes)) == 1
    assert Event.objects.filter(name="listing.submitted").count() == 1


def test_two_operators_at_once_make_one_decision_and_the_other_is_told(seller):
    first, second = factories.operator(), factories.operator()
    listing = factories.listing(seller)

    def decide(number: int) -> None:
        mine = Listing.objects.get(pk=listing.pk)
        if number % 2:
            mine.approve(by=first, revision=1)
        else:
            mine.deny(by=second, reason="理由", revision=1)

    outcomes = at_once(2, decide)
    assert [type(one) for one in outcomes if one] == [Overtaken]
    assert Listing.objects.get().decisions.count() == 1


def test_one_of_parallel_replacements_of_one_listing_waits(seller, reviewer):
    old = factories.published(seller, by=reviewer)
    outcomes = at_once(8, lambda _: factories.listing(seller, replaces=old).pk)
    assert sum(isinstance(one, int) for one in outcomes) == 1


def test_a_replacement_approved_while_its_owner_deletes_the_old_one(seller, reviewer):
    old = factories.published(seller, by=reviewer)
    new = factories.listing(seller, replaces=old)

    def act(number: int) -> None:
        if number:
            Listing.objects.get(pk=old.pk).delete(by=seller)
        else:
            Listing.objects.get(pk=new.pk).approve(by=reviewer, revision=1)

    assert at_once(2, act) == [None, None]
    assert [one.pk for one in Listing.objects.visible_on(today())] == [new.pk]
    assert Event.objects.filter(name="listing.deleted").count() == 1


def test_a_listing_approved_while_its_owner_is_retired_is_on_the_board_of_nobody(seller, reviewer):
    listing = factories.listing(seller)

    def act(number: int) -> None:
        if number:
            Account.objects.get(pk=seller.pk).retire(by=reviewer, reason=factories.REASON)
        else:
            Listing.objects.get(pk=listing.pk).approve(by=reviewer, revision=1)

    outcomes = at_once(2, act)
    assert outcomes[1] is None
    assert outcomes[0] is None or isinstance(outcomes[0], StepNotAllowed)
    assert Listing.objects.get(pk=listing.pk).status == "deleted"
    assert not Listing.objects.visible_on(today()).exists()


def test_what_is_posted_while_its_owner_is_retired_never_outlives_the_owner(seller, reviewer):
    def act(number: int) -> None:
        owner = Account.objects.get(pk=seller.pk)
        if number:
            owner.retire(by=reviewer, reason=factories.REASON)
        else:
            factories.listing(owner)

    posted, retired = at_once(2, act)
    assert retired is None
    assert posted is None or isinstance(posted, PermissionDenied | StepNotAllowed)
    assert set(Listing.objects.values_list("status", flat=True)) <= {"deleted"}


def test_a_submission_waits_for_the_end_of_its_owner_that_has_begun(seller, reviewer):
    """Held open, so that it doesn't depend on who is faster."""
    begun, may_end = threading.Event(), threading.Event()

    def act(number: int) -> None:
        owner = Account.objects.get(pk=seller.pk)
        if number:
            with transaction.atomic():
                owner.retire(by=reviewer, reason=factories.REASON)
                begun.set()
                may_end.wait(SECONDS)
        else:
            assert begun.wait(SECONDS)
            threading.Timer(WHILE_IT_WAITS, may_end.set).start()
            factories.listing(owner)

    posted, retired = at_once(2, act)
    assert retired is None
    assert isinstance(posted, PermissionDenied | StepNotAllowed)
    assert not Listing.objects.exclude(status="deleted").exists()


def test_the_ledger_folded_by_many_at_once_keeps_its_sums(seller, reviewer):
    for _listing in range(3):
        factories.published(seller, by=reviewer)
    before = Tally.objects.on(today())
    assert at_once(6, lambda _number: Tally.objects.fold(today())) == [None] * 6
    assert Tally.objects.on(today()) == before == [("tokyo", "sell", 3)]


def test_a_fold_waits_for_the_fold_that_has_begun(seller, reviewer):
    for _listing in range(3):
        factories.published(seller, by=reviewer)
    begun, may_end = threading.Event(), threading.Event()

    def act(number: int) -> None:
        if number:
            with transaction.atomic():
                Tally.objects.fold(today())
                begun.set()
                may_end.wait(SECONDS)
        else:
            assert begun.wait(SECONDS)
            threading.Timer(WHILE_IT_WAITS, may_end.set).start()
            Tally.objects.fold(today())

    assert at_once(2, act) == [None, None]
    assert Tally.objects.on(today()) == [("tokyo", "sell", 3)]
