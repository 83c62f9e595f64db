"""Two operators: proposing on the one desk, seconding on the other."""

import pytest
from django.urls import reverse

from dengen.listings.models import Proposal
from dengen.mail.models import Message
from tests.console.cast import make_listing, make_member


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


def propose(desk, listing, **sent):
    address = reverse("console:listing-denial", args=[listing.pk])
    sent = {"revision": 2, "reason": "連絡先が届きません"} | sent
    return desk.post(address, sent, follow=True)


def end(desk, how, proposal):
    return desk.post(reverse(f"console:proposal-{how}", args=[proposal.pk]), follow=True)


def test_denying_what_is_published_becomes_a_proposal(desk, published):
    assert "否認を提案しますか" in propose(desk, published).text
    page = propose(desk, published, confirmed="1").text
    published.refresh_from_db()
    assert published.status == "published"
    assert "の否認を提案しました" in page
    assert "提案を取り下げる" in page
    assert "確認して実行する" not in page


def test_deleting_becomes_a_proposal(desk, published):
    address = reverse("console:listing-deletion", args=[published.pk])
    assert "削除を提案する" in desk.get(address).text
    page = desk.post(address, {"revision": 2}, follow=True).text
    published.refresh_from_db()
    assert published.status == "published"
    assert "の削除を提案しました" in page


def test_a_colleague_finds_it_on_the_home_page_and_seconds_it(desk, other_desk, published):
    propose(desk, published, confirmed="1")
    home = other_desk.get(reverse("console:home")).text
    assert page_of(published) in home
    assert "確認して実行する" in other_desk.get(page_of(published)).text
    page = end(other_desk, "seconding", Proposal.objects.get()).text
    assert "提案のとおり実行しました" in page
    assert "連絡先が届きません" in Message.objects.get(kind="listing_denied").body
    assert "確認を待つ提案" not in other_desk.get(reverse("console:home")).text


def test_nobody_seconds_their_own(desk, published):
    propose(desk, published, confirmed="1")
    assert "ご自身の提案は" in end(desk, "seconding", Proposal.objects.get()).text


def test_only_the_proposer_withdraws(desk, other_desk, published):
    propose(desk, published, confirmed="1")
    assert "提案した担当者だけ" in end(other_desk, "withdrawal", Proposal.objects.get()).text
    assert "取り下げました" in end(desk, "withdrawal", Proposal.objects.get()).text
    assert not Proposal.objects.open().exists()


def test_a_rejected_one_cannot_be_seconded(desk, other_desk, published):
    propose(desk, published, confirmed="1")
    assert "却下しました" in end(other_desk, "rejection", Proposal.objects.get()).text
    assert "無効になりました" in end(other_desk, "seconding", Proposal.objects.get()).text


def test_an_auditor_sees_it_without_being_offered_anything(desk, auditors_desk, published):
    propose(desk, published, confirmed="1")
    page = auditors_desk.get(page_of(published)).text
    assert "連絡先が届きません" in page
    assert "確認して実行する" not in page


def test_several_denied_at_once_obey_too(desk, published):
    address = reverse("console:listing-denials")
    sent = {"chosen": [f"{published.pk}:2"], "reason": "理由", "confirmed": "1"}
    assert "もう一人の担当者の確認が必要です" in desk.post(address, sent, follow=True).text
    published.refresh_from_db()
    assert published.status == "published"
