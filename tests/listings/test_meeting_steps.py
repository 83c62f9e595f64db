"""A step that begins while another is under way waits for it, and then sees what it has done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from dengen import clock
from dengen.accounts.models import Account
from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.listings.drafts.draft import DRAFTS_PER_MEMBER
from dengen.listings.listing.announcement import Announcement
from dengen.listings.models import Draft, Proposal, ReasonPreset
from tests import factories
from tests.factories import REASON
from tests.races import again, met, one_writer_at_a_time

pytestmark = [pytest.mark.django_db(transaction=True), one_writer_at_a_time]
Step = Callable[[], Any]


@pytest.fixture
def published(seller, reviewer):
    return factories.published(seller, by=reviewer)


def submitted(owner: Account, **changes: Any) -> Step:
    return lambda: factories.listing(owner, **changes)


class TestTaking:
    """Two of one step."""

    def test_an_end_that_two_workers_announce_is_announced_once(self, published):
        with clock.at(clock.now() + timedelta(days=365)):
            met(*[lambda: again(published).announce_end(Announcement.EVE)] * 2)
        assert Event.objects.filter(name="end.announced").count() == 1

    def test_a_poster_whom_two_operators_contact_is_written_to_once(self, published, reviewer):
        days = timedelta(days=366 + settings.OVERDUE_DAYS)
        with clock.at(clock.now() + days):
            refused = met(*[lambda: again(published).contact_owner(by=reviewer, revision=2)] * 2)
        assert isinstance(refused, Overtaken)
        assert Event.objects.filter(name="owner.reminded").count() == 1


def test_no_denial_is_proposed_of_what_is_being_deleted(published, seller, reviewer):
    refused = met(
        lambda: again(published).delete(by=seller),
        lambda: again(published).propose_denial(by=reviewer, revision=2, reason=REASON),
    )
    assert isinstance(refused, Overtaken)


def test_a_listing_that_is_being_deleted_does_not_move_to_the_successor(seller, reviewer):
    listing = factories.published(seller, by=reviewer)
    handover = seller.request_handover(email="kounin@minato.example.jp")
    successor = factories.application(handover=handover).submit()
    met(
        lambda: again(listing).delete(by=seller),
        lambda: again(successor).approve(by=reviewer, revision=1),
    )
    assert again(listing).owner == seller


def test_a_listing_that_is_moving_to_the_successor_is_not_deleted_by_the_predecessor(
    seller, reviewer
):
    listing = factories.published(seller, by=reviewer)
    handover = seller.request_handover(email="kounin@minato.example.jp")
    successor = factories.application(handover=handover).submit()
    refused = met(
        lambda: again(successor).approve(by=reviewer, revision=1),
        lambda: again(listing).delete(by=seller),
    )
    assert isinstance(refused, PermissionDenied)


def test_what_its_owner_is_deleting_is_not_deleted_again_by_its_replacement(
    published, seller, reviewer
):
    replacement = factories.listing(seller, replaces=published)
    met(
        lambda: again(published).delete(by=seller),
        lambda: again(replacement).approve(by=reviewer, revision=1),
    )
    assert Event.objects.about(published).filter(name="listing.deleted").count() == 1


def test_what_is_being_denied_is_not_replaced(published, seller, reviewer):
    refused = met(
        lambda: again(published).deny(by=reviewer, reason=REASON, revision=2),
        submitted(seller, replaces=again(published)),
    )
    assert isinstance(refused, ValidationError)


def test_what_is_being_reopened_is_not_handed_in_again(seller, reviewer):
    denied = factories.listing(seller)
    denied.deny(by=reviewer, reason=REASON, revision=1)
    refused = met(
        lambda: again(denied).reopen(by=reviewer, revision=2),
        submitted(seller, resubmits=again(denied)),
    )
    assert isinstance(refused, ValidationError)


def test_a_denied_replacement_is_not_reopened_while_another_is_handed_in(
    published, seller, reviewer
):
    denied = factories.listing(seller, replaces=published)
    denied.deny(by=reviewer, reason=REASON, revision=1)
    refused = met(
        submitted(seller, replaces=again(published)),
        lambda: again(denied).reopen(by=reviewer, revision=2),
    )
    assert isinstance(refused, StepNotAllowed)


def test_nothing_is_taken_back_into_a_draft_of_an_owner_whose_id_is_being_ended(seller, reviewer):
    listing = factories.listing(seller)
    refused = met(
        lambda: again(seller).retire(by=reviewer, reason=REASON),
        lambda: again(listing).cancel(by=again(seller)),
    )
    assert isinstance(refused, PermissionDenied)


def test_two_tabs_do_not_keep_more_drafts_than_a_member_may_have(seller):
    def keep() -> None:
        Draft.keep(by=again(seller), key=uuid4(), values={"title": "案"}, revision=0)

    for _one in range(DRAFTS_PER_MEMBER - 1):
        keep()
    assert isinstance(met(keep, keep), StepNotAllowed)
    assert Draft.objects.count() == DRAFTS_PER_MEMBER


class TestPresets:
    @pytest.fixture
    def presets(self, reviewer):
        ReasonPreset.objects.all().delete()
        return [
            ReasonPreset(queue="listing", label=label, text="文面").keep(by=reviewer)
            for label in "甲乙丙"
        ]

    def test_a_preset_that_a_colleague_is_changing_is_not_removed(self, presets, reviewer):
        def change() -> None:
            preset = again(presets[0])
            preset.text = "別の文面"
            preset.keep(by=reviewer, read=1)

        refused = met(change, lambda: again(presets[0]).remove(by=reviewer, read=1))
        assert isinstance(refused, Overtaken)

    def test_two_who_put_presets_in_order_at_once_do_both(self, presets, reviewer):
        met(
            lambda: again(presets[0]).move(by=reviewer, up=False),
            lambda: again(presets[2]).move(by=reviewer, up=True),
        )
        found = ReasonPreset.objects.of_queue("listing")
        assert [one.label for one in found] == ["乙", "丙", "甲"]


class TestProposals:
    @pytest.fixture(autouse=True)
    def two_operators(self, settings):
        settings.SECOND_OPERATOR = True

    @pytest.fixture
    def proposal(self, published, reviewer) -> Proposal:
        return published.propose_deletion(by=reviewer, revision=2, reason=REASON)

    @pytest.mark.parametrize("step", ["second", "reject"])
    def test_a_proposal_that_is_being_withdrawn_is_answered_by_nobody(
        self, proposal, reviewer, step
    ):
        colleague = factories.operator()
        refused = met(
            lambda: again(proposal).withdraw(by=reviewer),
            lambda: getattr(again(proposal), step)(by=colleague),
        )
        assert isinstance(refused, Overtaken)

    def test_a_proposal_about_what_is_being_deleted_is_not_rejected(self, proposal, seller):
        colleague = factories.operator()
        refused = met(
            lambda: again(proposal.listing).delete(by=seller),
            lambda: again(proposal).reject(by=colleague),
        )
        assert isinstance(refused, Overtaken)
