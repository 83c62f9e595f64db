"""Two operators: one proposes, another seconds."""

import pytest
from django.urls import reverse

from dengen.accounts.models import RetirementProposal
from dengen.listings.models import Proposal
from dengen.mail.models import Message
from tests import factories
from tests.console.cast import make_listing, make_member, make_operator
from tests.console.conftest import client_of


@pytest.fixture(autouse=True)
def two_operators(settings):
    settings.SECOND_OPERATOR = True


@pytest.fixture
def published(reviewer):
    listing = make_listing(make_member(reviewer))
    listing.approve(by=reviewer, revision=1)
    return listing


def page_of(listing):
    return reverse("console:listing", args=[listing.pk])


def propose(reviewer_client, listing, **sent):
    address = reverse("console:listing-denial", args=[listing.pk])
    sent = {"revision": 2, "reason": "連絡先が届きません"} | sent
    return reviewer_client.post(address, sent, follow=True)


def end(reviewer_client, how, proposal):
    address = reverse(f"console:proposal-{how}", args=[proposal.pk])
    return reviewer_client.post(address, {"confirmed": "1"}, follow=True)


def test_denying_what_is_published_becomes_a_proposal(reviewer_client, published):
    assert "否認を提案しますか" in propose(reviewer_client, published).text
    page = propose(reviewer_client, published, confirmed="1").text
    published.refresh_from_db()
    assert published.status == "published"
    assert "の否認を提案しました" in page
    assert "提案を取り下げる" in page
    assert "確認して実行する" not in page


def test_deleting_a_listing_becomes_a_proposal(reviewer_client, published):
    address = reverse("console:listing-deletion", args=[published.pk])
    assert "削除を提案する" in reviewer_client.get(address).text
    page = reviewer_client.post(
        address, {"revision": 2, "reason": "重複した掲載のため"}, follow=True
    ).text
    published.refresh_from_db()
    assert published.status == "published"
    assert "の削除を提案しました" in page


def test_the_same_denial_proposed_again_is_said_to_stand_already(reviewer_client, published):
    propose(reviewer_client, published, confirmed="1")
    page = propose(reviewer_client, published, confirmed="1").text
    assert "の否認を提案しました" not in page
    assert "ご自身の同じ提案" in page
    assert Proposal.objects.count() == 1


def test_the_same_deletion_proposed_again_is_said_to_stand_already(reviewer_client, published):
    address = reverse("console:listing-deletion", args=[published.pk])
    sent = {"revision": 2, "reason": "重複した掲載のため"}
    first, again = (reviewer_client.post(address, sent, follow=True).text for _press in range(2))
    assert "の削除を提案しました" in first
    assert "の削除を提案しました" not in again
    assert "ご自身の同じ提案" in again


@pytest.mark.parametrize("how", ["seconding", "rejection"])
def test_what_became_of_a_proposal_is_said_before_anything_is_asked(
    reviewer_client, colleague_client, published, how
):
    propose(reviewer_client, published, confirmed="1")
    proposal = Proposal.objects.get()
    end(reviewer_client, "withdrawal", proposal)
    address = reverse(f"console:proposal-{how}", args=[proposal.pk])
    page = colleague_client.post(address, follow=True).text
    assert "無効になりました" in page
    assert "しますか？" not in page


def test_a_colleague_finds_it_on_the_home_page_and_seconds_it(
    reviewer_client, colleague_client, published
):
    propose(reviewer_client, published, confirmed="1")
    home = colleague_client.get(reverse("console:home")).text
    assert page_of(published) in home
    assert "確認して実行する" in colleague_client.get(page_of(published)).text
    page = end(colleague_client, "seconding", Proposal.objects.get()).text
    assert "提案のとおり実行しました" in page
    assert "連絡先が届きません" in Message.objects.get(kind="listing_denied").body
    assert "確認を待つ提案" not in colleague_client.get(reverse("console:home")).text


def test_nobody_seconds_their_own_proposal_in_the_console(reviewer_client, published):
    propose(reviewer_client, published, confirmed="1")
    assert "ご自身の提案は" in end(reviewer_client, "seconding", Proposal.objects.get()).text


def test_only_the_proposer_withdraws_a_proposal(reviewer_client, colleague_client, published):
    propose(reviewer_client, published, confirmed="1")
    assert "提案した職員だけ" in end(colleague_client, "withdrawal", Proposal.objects.get()).text
    assert "取り下げました" in end(reviewer_client, "withdrawal", Proposal.objects.get()).text
    assert not Proposal.objects.open().exists()


def test_a_rejected_one_cannot_be_seconded(reviewer_client, colleague_client, published):
    propose(reviewer_client, published, confirmed="1")
    assert "却下しました" in end(colleague_client, "rejection", Proposal.objects.get()).text
    assert "無効になりました" in end(colleague_client, "seconding", Proposal.objects.get()).text


def test_an_auditor_sees_it_without_being_offered_anything(
    reviewer_client, auditor_client, published
):
    propose(reviewer_client, published, confirmed="1")
    page = auditor_client.get(page_of(published)).text
    assert "連絡先が届きません" in page
    assert "確認して実行する" not in page


def test_several_denied_at_once_obey_too(reviewer_client, published):
    address = reverse("console:listing-denials")
    sent = {"chosen": [f"{published.pk}:2"], "reason": "理由", "confirmed": "1"}
    assert "もう一人の職員の確認が必要です" in reviewer_client.post(address, sent, follow=True).text
    published.refresh_from_db()
    assert published.status == "published"


class TestRetirement:
    @pytest.fixture
    def member(self, reviewer):
        return make_member(reviewer)

    def propose(self, reviewer_client, member, reason="利用条件を満たさないため"):
        address = reverse("console:member-retirement", args=[member.pk])
        return reviewer_client.post(address, {"reason": reason}, follow=True)

    def test_ending_an_id_becomes_a_proposal_that_shows_its_reason(self, reviewer_client, member):
        page = self.propose(reviewer_client, member).text
        member.refresh_from_db()
        assert member.is_active
        assert "の削除を提案しました" in page
        assert "利用条件を満たさないため" in page
        assert "提案を取り下げる" in page

    def test_the_same_one_proposed_again_is_said_to_stand_already(self, reviewer_client, member):
        first, again = (self.propose(reviewer_client, member).text for _press in range(2))
        assert "の削除を提案しました" in first
        assert "の削除を提案しました" not in again
        assert "ご自身の同じ提案" in again

    def test_without_a_reason_nothing_is_proposed(self, reviewer_client, member):
        assert self.propose(reviewer_client, member, reason=" ").status_code == 422
        assert not RetirementProposal.objects.exists()

    def test_a_colleague_finds_it_on_the_home_page_and_seconds_it(
        self, reviewer_client, colleague_client, member
    ):
        self.propose(reviewer_client, member)
        page = reverse("console:member", args=[member.pk])
        assert page in colleague_client.get(reverse("console:home")).text
        pk = RetirementProposal.objects.get().pk
        address = reverse("console:retirement-proposal-seconding", args=[pk])
        assert address in colleague_client.get(page).text
        assert (
            "提案のとおり実行しました"
            in colleague_client.post(address, {"confirmed": "1"}, follow=True).text
        )
        member.refresh_from_db()
        assert not member.is_active

    def test_an_auditor_reads_it_and_is_offered_nothing(
        self, reviewer_client, auditor_client, member
    ):
        self.propose(reviewer_client, member)
        page = auditor_client.get(reverse("console:member", args=[member.pk])).text
        assert "利用条件を満たさないため" in page
        assert "確認して実行する" not in page

    def test_the_end_of_a_colleagues_access_is_proposed(self, colleague, colleague_client):
        office = make_operator("kanrisha1", "管理太郎", "administrator")
        browser = client_of(office)
        address = reverse("console:operator-retirement", args=[colleague.pk])
        browser.post(address, {"understood": "on", "reason": "退職のため"}, follow=True)
        colleague.refresh_from_db()
        assert colleague.is_active
        proposal = RetirementProposal.objects.get()
        assert (proposal.account, proposal.proposed_by) == (colleague, office)

    def test_the_neutrality_report_tells_who_was_invited_by_whom(self, auditor_client, member):
        office = make_operator("kanrisha1", "管理太郎", "administrator")
        friend = factories.invitation(office, role="reviewer").accept(password="Correct7Horse")
        member.propose_retirement(by=office, reason="利用条件を満たさないため").second(by=friend)
        page = auditor_client.get(reverse("console:neutrality")).text
        assert "二人の職員による操作" in page
        assert "確認した人は、提案した人が招待した職員" in page
        trail = auditor_client.get(reverse("console:audit")).text
        assert "確認した人は、提案した人が招待した職員" in trail
