"""Ending an ID against its owner's will: a typed reason, and two operators where it is run so."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from dengen.accounts.models import Account, RetirementProposal
from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.listings.models import Listing
from dengen.mail.models import Message
from dengen.review.denial_reason import REASON_LENGTH
from tests import factories
from tests.races import at_once

REASON = "利用条件を満たさなくなったため"


@pytest.fixture(autouse=True)
def two_operators(settings):
    settings.SECOND_OPERATOR = True


@pytest.fixture
def colleague(db):
    return factories.operator()


@pytest.fixture
def proposal(seller, reviewer):
    return seller.propose_retirement(by=reviewer, reason=REASON)


def is_retired(account) -> bool:
    return Account.objects.get(pk=account.pk).retired_at is not None


def invited(by, role: str = "reviewer") -> Account:
    """A colleague who has accepted the invitation of `by`."""
    return factories.invitation(by, role=role).accept(password=factories.PASSWORD)


def relation_of(proposal) -> str | None:
    return Event.objects.about(proposal).get(name="proposal.seconded").particular("relation")


def test_one_reviewer_does_not_end_a_members_id_alone(seller, reviewer):
    listing = factories.published(seller, by=reviewer)
    with pytest.raises(StepNotAllowed, match="もう一人"):
        seller.retire(by=reviewer, reason=REASON)
    assert not is_retired(seller)
    assert Listing.objects.get(pk=listing.pk).status == "published"


@pytest.mark.parametrize("is_wanted", [True, False])
def test_nobody_ends_an_id_without_a_reason(seller, reviewer, settings, is_wanted):
    settings.SECOND_OPERATOR = is_wanted
    step = seller.propose_retirement if is_wanted else seller.retire
    with pytest.raises(ValidationError, match="理由を入力"):
        step(by=reviewer, reason="　")
    assert not is_retired(seller)


def test_who_asked_to_leave_needs_no_second_operator_and_no_reason(seller, reviewer):
    seller.request_retirement()
    seller.retire(by=reviewer)
    assert is_retired(seller)


def test_a_colleague_ends_what_was_proposed_and_the_owner_reads_why(proposal, seller, colleague):
    proposal.second(by=colleague)
    assert is_retired(seller)
    assert REASON in Message.objects.get(kind="account_retired").body
    event = Event.objects.get(name="account.retired")
    assert (event.actor, event.particular("reason")) == (colleague, REASON)


def test_the_trails_reason_does_not_name_the_person(seller, reviewer, colleague):
    name = f"{seller.full_name}様（{seller.email}）の依頼による"
    seller.propose_retirement(by=reviewer, reason=name).second(by=colleague)
    kept = Event.objects.get(name="account.retired").particular("reason")
    assert kept == "＊＊＊様（＊＊＊）の依頼による"


def test_nobody_seconds_their_own_proposal_to_end_an_id(proposal, seller, reviewer):
    with pytest.raises(StepNotAllowed):
        proposal.second(by=reviewer)
    with pytest.raises(StepNotAllowed):
        seller.retire(by=reviewer, reason=REASON, proposal=proposal)
    assert not is_retired(seller)


def test_a_proposal_of_another_id_allows_nothing(proposal, buyer, colleague):
    with pytest.raises(StepNotAllowed):
        buyer.retire(by=colleague, reason=REASON, proposal=proposal)


def test_auditors_neither_propose_nor_second(proposal, buyer):
    auditor = factories.operator("auditor")
    with pytest.raises(PermissionDenied):
        proposal.second(by=auditor)
    with pytest.raises(PermissionDenied):
        buyer.propose_retirement(by=auditor, reason=REASON)


def test_a_rejected_one_ends_nothing(proposal, seller, colleague):
    proposal.reject(by=colleague)
    with pytest.raises(Overtaken):
        proposal.second(by=factories.operator())
    assert not is_retired(seller)


def test_a_proposal_to_end_an_id_dies_when_it_has_ended_meanwhile(
    proposal, seller, reviewer, colleague
):
    seller.request_retirement()
    asked = seller.waiting_retirement
    asked.complete(by=reviewer, read=asked.as_read)
    assert not RetirementProposal.objects.open().exists()
    with pytest.raises(Overtaken):
        proposal.second(by=colleague)


def test_proposing_twice_is_one_proposal(proposal, seller, reviewer, colleague):
    with pytest.raises(StepNotAllowed, match="ご自身の同じ提案"):
        seller.propose_retirement(by=reviewer, reason=REASON)
    with pytest.raises(StepNotAllowed, match="すでに"):
        seller.propose_retirement(by=colleague, reason=REASON)


class TestStaff:
    @pytest.fixture
    def administrator(self, db):
        return factories.operator("administrator")

    def test_an_administrator_does_not_end_a_colleagues_id_alone(self, administrator, colleague):
        with pytest.raises(StepNotAllowed, match="もう一人"):
            colleague.retire(by=administrator, reason=REASON)

    def test_an_administrator_proposes_and_a_reviewer_seconds(
        self, administrator, colleague, reviewer
    ):
        colleague.propose_retirement(by=administrator, reason=REASON).second(by=reviewer)
        assert is_retired(colleague)

    def test_a_reviewer_does_not_propose_it(self, colleague, reviewer):
        with pytest.raises(PermissionDenied):
            colleague.propose_retirement(by=reviewer, reason=REASON)

    def test_the_colleague_does_not_answer_it(self, administrator, colleague):
        proposal = colleague.propose_retirement(by=administrator, reason=REASON)
        for answer in (proposal.second, proposal.reject):
            with pytest.raises(StepNotAllowed, match="ご自身のID"):
                answer(by=colleague)

    def test_a_proposal_to_end_an_id_dies_with_its_proposers_right(
        self, administrator, colleague, reviewer
    ):
        other = factories.operator("administrator")
        proposal = colleague.propose_retirement(by=administrator, reason=REASON)
        administrator.change_role("reviewer", by=other)
        proposal.refresh_from_db()
        with pytest.raises(Overtaken):
            proposal.second(by=reviewer)
        assert not is_retired(colleague)


class TestRelation:
    """Two who act together are told from two who are independent."""

    @pytest.fixture
    def administrator(self, db):
        return factories.operator("administrator")

    def test_two_operators_who_did_not_invite_each_other_have_no_relation(
        self, proposal, colleague
    ):
        proposal.second(by=colleague)
        assert relation_of(proposal) is None

    def test_a_seconder_whom_the_proposer_has_invited_is_told(self, seller, administrator):
        proposal = seller.propose_retirement(by=administrator, reason=REASON)
        proposal.second(by=invited(by=administrator))
        assert relation_of(proposal) == "invited"

    def test_one_invited_through_another_account_is_told(self, seller, administrator):
        between = invited(by=administrator, role="administrator")
        proposal = seller.propose_retirement(by=administrator, reason=REASON)
        proposal.second(by=invited(by=between))
        assert relation_of(proposal) == "invited_through"

    def test_a_proposer_whom_the_seconder_has_invited_is_told(self, seller, administrator):
        proposal = seller.propose_retirement(by=invited(by=administrator), reason=REASON)
        proposal.second(by=administrator)
        assert relation_of(proposal) == "inviter"

    def test_the_relation_of_two_operators_is_told_of_listings_too(self, seller, administrator):
        listing = factories.published(seller, by=administrator)
        proposal = listing.propose_deletion(by=administrator, revision=2, reason=REASON)
        proposal.second(by=invited(by=administrator))
        assert relation_of(proposal) == "invited"


@pytest.mark.django_db
def test_the_database_refuses_one_that_was_seconded_by_its_proposer(proposal, reviewer):
    with pytest.raises(IntegrityError), transaction.atomic():
        RetirementProposal.objects.update(
            ending="seconded", ended_by=reviewer, ended_at=proposal.proposed_at
        )


@pytest.mark.django_db(transaction=True)
def test_one_of_two_who_second_the_end_of_an_id_at_once_is_told(proposal, seller):
    colleagues = [factories.operator(), factories.operator()]

    def second(number: int) -> None:
        RetirementProposal.objects.get(pk=proposal.pk).second(by=colleagues[number])

    told = at_once(2, second)
    assert [type(answer) for answer in told if answer] == [Overtaken]
    assert Event.objects.filter(name="account.retired").count() == 1


@pytest.mark.parametrize("_time", range(5))  # they need not meet each time
@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_are_to_end_at_once_do_not_wait_for_each_other(reviewer, _time):
    two = [factories.operator("administrator"), factories.operator("administrator")]
    proposals = [two[1 - n].propose_retirement(by=two[n], reason=REASON) for n in range(2)]

    def second(number: int) -> None:
        RetirementProposal.objects.get(pk=proposals[number].pk).second(by=reviewer)

    told = at_once(2, second)
    assert [type(answer) for answer in told if answer] == [Overtaken]
    assert Account.objects.active().filter(role="administrator").count() == 1


def test_the_end_of_an_id_that_has_ended_is_not_proposed(seller, reviewer, settings):
    settings.SECOND_OPERATOR = False
    seller.retire(by=reviewer, reason=REASON)
    with pytest.raises(Overtaken, match="すでに削除"):
        seller.propose_retirement(by=reviewer, reason=REASON)


def test_a_reason_longer_than_its_limit_ends_no_id(seller, reviewer):
    with pytest.raises(ValidationError, match="文字以内"):
        seller.propose_retirement(by=reviewer, reason="長" * (REASON_LENGTH + 1))


def test_nobody_rejects_their_own(seller, reviewer, proposal):
    with pytest.raises(StepNotAllowed, match="取り下げる"):
        proposal.reject(by=reviewer)
    proposal.refresh_from_db()
    assert proposal.ended_at is None
