"""Steps that take two operators, on a board that is run so."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.listings.models import Listing, Proposal
from dengen.mail.models import Message
from tests import factories
from tests.races import at_once


@pytest.fixture(autouse=True)
def two_operators(settings):
    settings.SECOND_OPERATOR = True


@pytest.fixture
def colleague(db):
    return factories.operator()


@pytest.fixture
def published(seller, reviewer):
    return factories.published(seller, by=reviewer)


@pytest.fixture
def proposal(published, reviewer):
    return published.propose_denial(
        by=reviewer, revision=2, reason="連絡先", remarks={"contact_mail": "届きません"}
    )


def status_of(listing: Listing) -> str:
    return Listing.objects.get(pk=listing.pk).status


def test_nobody_undoes_an_approval_alone(published, reviewer):
    with pytest.raises(StepNotAllowed, match="もう一人"):
        published.deny(by=reviewer, reason="理由", revision=2)
    assert status_of(published) == "published"


def test_nobody_deletes_others_listings_alone(published, reviewer):
    with pytest.raises(StepNotAllowed, match="もう一人"):
        published.delete(by=reviewer, reason=factories.REASON)
    assert status_of(published) == "published"


def test_what_waits_is_denied_by_one(seller, reviewer):
    pending = factories.listing(seller)
    pending.deny(by=reviewer, reason="理由", revision=1)
    assert status_of(pending) == "denied"


def test_owners_delete_their_own_listing_without_a_proposal(published, seller):
    published.delete(by=seller)
    assert status_of(published) == "deleted"


def test_the_listings_of_who_asked_to_leave_go_without_a_second_operator(
    published, seller, reviewer
):
    seller.request_retirement()
    asked = seller.waiting_retirement
    asked.complete(by=reviewer, read=asked.as_read)
    assert status_of(published) == "deleted"


@pytest.mark.parametrize("state", ["pending", "denied"])
def test_nobody_deletes_alone_what_somebody_else_has_not_published_either(seller, reviewer, state):
    listing = factories.listing(seller)
    if state == "denied":
        listing.deny(by=reviewer, reason="理由", revision=1)
    with pytest.raises(StepNotAllowed, match="もう一人"):
        listing.delete(by=reviewer, reason=factories.REASON)
    assert status_of(listing) == state


def test_a_proposal_on_a_revision_that_nobody_reads_any_more_is_refused(published, reviewer):
    with pytest.raises(Overtaken):
        published.propose_deletion(by=reviewer, revision=1, reason=factories.REASON)
    with pytest.raises(Overtaken):
        published.propose_denial(by=reviewer, revision=1, reason="連絡先")
    assert not Proposal.objects.exists()


def test_a_deletion_is_not_proposed_without_a_reason(published, reviewer):
    with pytest.raises(ValidationError, match="理由を入力"):
        published.propose_deletion(by=reviewer, revision=2, reason=" ")


def test_the_owner_reads_why_the_operator_has_deleted_it(published, seller, reviewer, colleague):
    proposal = published.propose_deletion(by=reviewer, revision=2, reason="重複した掲載のため")
    proposal.second(by=colleague)
    mail = Message.objects.get(kind="listing_deleted")
    assert (mail.reader, mail.recipients) == (seller, seller.addresses)
    assert "重複した掲載のため" in mail.body
    assert "/listings/new/" in mail.body
    assert Event.objects.get(name="listing.deleted").particular("reason") == "重複した掲載のため"


def test_the_proposals_reason_is_in_the_trail(proposal):
    submitted = Event.objects.get(name="proposal.submitted")
    assert submitted.particular("reason") == "連絡先"
    assert "連絡先" not in str(submitted.particulars)


def test_a_replacement_takes_its_place_without_a_second_operator(published, seller, reviewer):
    factories.listing(seller, replaces=published).approve(by=reviewer, revision=1)
    assert status_of(published) == "deleted"


def test_one_operator_suffices_on_boards_without_proposals(published, reviewer, settings):
    settings.SECOND_OPERATOR = False
    published.deny(by=reviewer, reason="理由", revision=2)
    assert status_of(published) == "denied"


def test_a_colleague_denies_what_was_proposed(proposal, published, colleague):
    proposal.second(by=colleague)
    decision = published.decisions.last()
    assert (status_of(published), decision.decided_by) == ("denied", colleague)
    assert decision.remarks == {"contact_mail": "届きません"}
    assert "届きません" in Message.objects.get(kind="listing_denied").body
    assert Event.objects.get(name="proposal.seconded").actor == colleague


def test_a_colleague_deletes_what_was_proposed(published, reviewer, colleague):
    published.propose_deletion(by=reviewer, revision=2, reason=factories.REASON).second(
        by=colleague
    )
    assert status_of(published) == "deleted"


def test_nobody_seconds_their_own_proposal(proposal, published, reviewer):
    with pytest.raises(StepNotAllowed):
        proposal.second(by=reviewer)
    with pytest.raises(StepNotAllowed):
        published.deny(by=reviewer, reason="理由", revision=2, proposal=proposal)
    assert status_of(published) == "published"


def test_a_proposal_of_one_step_allows_no_other(proposal, published, colleague):
    with pytest.raises(StepNotAllowed):
        published.delete(by=colleague, reason=factories.REASON, proposal=proposal)


def test_auditors_neither_propose_nor_second(proposal, published):
    auditor = factories.operator("auditor")
    for step in (proposal.second, proposal.reject):
        with pytest.raises(PermissionDenied):
            step(by=auditor)
    with pytest.raises(PermissionDenied):
        published.propose_deletion(by=auditor, revision=2, reason=factories.REASON)


def test_a_rejected_proposal_is_over(proposal, published, colleague):
    proposal.reject(by=colleague)
    with pytest.raises(Overtaken):
        proposal.second(by=factories.operator())
    assert status_of(published) == "published"


def test_a_proposal_is_withdrawn_by_its_proposer_and_nobody_else(proposal, reviewer, colleague):
    with pytest.raises(PermissionDenied):
        proposal.withdraw(by=colleague)
    proposal.withdraw(by=reviewer)
    assert not Proposal.objects.open().exists()


def test_a_proposal_dies_when_the_listing_changes(proposal, published, seller, colleague):
    published.delete(by=seller)
    assert not Proposal.objects.open().exists()
    with pytest.raises(Overtaken):
        proposal.second(by=colleague)


@pytest.mark.parametrize("answer", ["second", "reject"])
def test_of_a_listing_that_has_changed_none_is_seconded_or_rejected(
    published, reviewer, seller, colleague, answer
):
    proposal = published.propose_deletion(by=reviewer, revision=2, reason=factories.REASON)
    published.delete(by=seller)
    with pytest.raises(Overtaken):
        getattr(proposal, answer)(by=colleague)
    assert Proposal.objects.get().ended_at is None


def test_proposing_twice_is_one_proposal_and_a_second_one_must_wait(
    proposal, published, reviewer, colleague
):
    with pytest.raises(StepNotAllowed, match="ご自身の同じ提案"):
        published.propose_denial(by=reviewer, revision=2, reason="連絡先")
    with pytest.raises(StepNotAllowed, match="すでに"):
        published.propose_deletion(by=colleague, revision=2, reason=factories.REASON)


def test_a_dead_one_gives_way_to_a_new_one(proposal, published, reviewer, colleague):
    proposal.second(by=colleague)
    published.refresh_from_db()
    published.reopen(by=reviewer, revision=3)
    published.propose_deletion(by=reviewer, revision=4, reason=factories.REASON)
    assert Proposal.objects.open().get().step == "deletion"


def test_a_denial_is_not_proposed_without_a_reason(published, reviewer):
    with pytest.raises(ValidationError):
        published.propose_denial(by=reviewer, revision=2)


@pytest.mark.django_db
def test_the_database_refuses_one_that_was_seconded_by_its_proposer(proposal, reviewer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(ending="seconded", ended_by=reviewer, ended_at=proposal.proposed_at)


@pytest.mark.django_db(transaction=True)
def test_one_of_two_who_second_for_a_listing_at_once_is_told(proposal, published):
    colleagues = [factories.operator(), factories.operator()]

    def second(number: int) -> None:
        Proposal.objects.get(pk=proposal.pk).second(by=colleagues[number])

    told = at_once(2, second)
    assert sorted(type(answer) for answer in told if answer) == [Overtaken]
    assert Message.objects.filter(kind="listing_denied").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_of_two_who_propose_for_a_listing_at_once_is_told(published):
    colleagues = [factories.operator(), factories.operator()]

    def propose(number: int) -> None:
        listing = Listing.objects.get(pk=published.pk)
        listing.propose_deletion(by=colleagues[number], revision=2, reason=factories.REASON)

    told = at_once(2, propose)
    assert [type(answer) for answer in told if answer] == [StepNotAllowed]
    assert Proposal.objects.count() == 1
