"""A denied listing waits again."""

import pytest
from django.core.exceptions import PermissionDenied

from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def denied(seller, reviewer):
    listing = factories.listing(seller)
    listing.deny(by=reviewer, reason="理由", revision=1)
    return listing


def test_a_reopened_listing_waits_and_can_be_approved_after_all(denied, reviewer):
    denied.reopen(by=reviewer, revision=denied.revision)
    assert list(Listing.objects.pending()) == [denied]
    denied.approve(by=reviewer, revision=denied.revision)
    assert [one.outcome for one in denied.decisions.all()] == ["denied", "approved"]


def test_a_reopened_listing_can_be_denied_again(denied, reviewer):
    denied.reopen(by=reviewer, revision=2)
    denied.deny(by=reviewer, reason="やはり", revision=3)
    assert [one.reason for one in denied.decisions.all()] == ["理由", "やはり"]


def test_the_poster_gets_a_mail_and_the_trail_an_event(denied, reviewer):
    denied.reopen(by=reviewer, revision=2)
    assert denied.title in Message.objects.get(kind="listing_reopened").body
    assert Event.objects.get(name="listing.reopened").actor == reviewer


def test_pressing_twice_reopens_a_listing_once(denied, reviewer):
    for _ in range(2):
        denied.reopen(by=reviewer, revision=2)
    assert Message.objects.filter(kind="listing_reopened").count() == 1


def test_a_colleague_who_read_it_earlier_is_told(denied, reviewer):
    denied.reopen(by=reviewer, revision=2)
    with pytest.raises(Overtaken):
        denied.reopen(by=factories.operator(), revision=2)


def test_what_is_not_denied_is_not_reopened(seller, reviewer):
    published = factories.published(seller)
    with pytest.raises(StepNotAllowed):
        published.reopen(by=reviewer, revision=published.revision)


def test_members_cannot_reopen_a_listing(denied, seller):
    with pytest.raises(PermissionDenied):
        denied.reopen(by=seller, revision=2)


def test_a_listing_stays_denied_when_its_owner_has_resubmitted_it(denied, seller, reviewer):
    factories.listing(seller, resubmits=denied)
    with pytest.raises(StepNotAllowed, match="再申請"):
        denied.reopen(by=reviewer, revision=2)


def test_a_replacement_stays_denied_while_another_one_waits(seller, reviewer):
    published = factories.published(seller)
    denied = factories.listing(seller, replaces=published)
    denied.deny(by=reviewer, reason="理由", revision=1)
    factories.listing(seller, replaces=published)
    with pytest.raises(StepNotAllowed, match="差し替え申請"):
        denied.reopen(by=reviewer, revision=2)
