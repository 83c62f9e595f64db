"""Deciding on several at once: each as it was read, each in its own transaction."""

import pytest
from django.urls import reverse

from dengen.accounts.models import Application
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests.console.cast import make_application, make_listing, make_member


@pytest.fixture
def listings(reviewer):
    owner = make_member(reviewer)
    return [make_listing(owner) for _ in range(3)]


def send(reviewer_client, name, items, **more):
    values = [f"{one.pk}:{one.revision}" for one in items]
    return reviewer_client.post(reverse(f"console:{name}"), {"chosen": values} | more, follow=True)


def states(model):
    return list(model.objects.order_by("pk").values_list("status", flat=True))


def test_what_was_chosen_is_listed_before_anything_happens(reviewer_client, listings):
    page = send(reviewer_client, "listing-approvals", listings[:2]).text
    assert "次の2件を承認しますか？" in page
    assert [one.title in page for one in listings] == [True, True, False]
    assert set(states(Listing)) == {"pending"}


def test_what_was_confirmed_is_approved(reviewer_client, listings):
    page = send(reviewer_client, "listing-approvals", listings[:2], confirmed="1")
    assert "2件を承認しました。" in page.text
    assert states(Listing) == ["published", "published", "pending"]


def test_the_page_after_leads_back_to_each(reviewer_client, listings):
    page = send(reviewer_client, "listing-approvals", listings, confirmed="1").text
    for one in listings:
        assert f'<a href="{reverse("console:listing", args=[one.pk])}">' in page


@pytest.mark.parametrize("name", ["listing-approvals", "listing-denials"])
def test_the_question_tells_what_matters_about_each(reviewer_client, listings, name):
    Listing.objects.filter(pk=listings[0].pk).update(end_on=None)
    page = send(reviewer_client, name, listings[:1]).text
    assert listings[0].organization_name in page
    assert "掲載期間：" in page
    assert "終了日がありません。" in page


def test_the_question_about_applications_tells_what_to_look_at(reviewer_client):
    twins = [
        make_application(organization_name=name) for name in ("双子電力株式会社", "双子電力㈱")
    ]
    page = send(reviewer_client, "application-approvals", twins).text
    assert "事業者名が同じです" in page
    assert twins[0].full_name in page


def test_pressing_twice_decides_on_several_once(reviewer_client, listings):
    for _ in range(2):
        send(reviewer_client, "listing-approvals", listings, confirmed="1")
    assert Message.objects.filter(kind="listing_approved").count() == 3


@pytest.mark.parametrize(
    ("step", "make", "done"),
    [
        ("approval", "listing", "1件を承認しました。"),
        ("denial", "listing", "1件を否認しました。"),
        ("approval", "application", "1件を承認しました。"),
        ("denial", "application", "1件を否認しました。"),
    ],
)
def test_what_one_has_decided_oneself_in_another_tab_is_not_counted_again(
    reviewer_client, reviewer, step, make, done
):
    owner = make_member(reviewer)
    items = [make_listing(owner) if make == "listing" else make_application() for _ in range(2)]
    before, sent = items[0], {"confirmed": "1", "reason": "理由"}
    alone = reverse(f"console:{make}-{step}", args=[before.pk])
    reviewer_client.post(alone, sent | {"revision": before.revision})
    page = send(reviewer_client, f"{make}-{step}s", items, **sent)
    assert done in page.text
    assert f"{reviewer.full_name}さんが" in page.text
    assert page.text.count("ご自身がすでに処理しているため") == 1


def test_one_that_changed_meanwhile_is_refused_and_the_others_are_approved(
    reviewer_client, listings, colleague
):
    listings[0].deny(by=colleague, reason="理由", revision=1)
    listings[0].revision = 1
    listings[1].delete(by=listings[1].owner)
    listings[1].revision = 1
    page = send(reviewer_client, "listing-approvals", listings, confirmed="1").text
    assert "1件を承認しました。" in page
    assert f"{listings[0].title}」</a>：お読みになった後で" in page
    assert page.count(f'href="{reverse("console:listing", args=[listings[1].pk])}"') == 0
    assert "同僚次郎さんが否認しました" in page
    assert "さんが削除しました" in page
    assert states(Listing) == ["denied", "deleted", "published"]


def test_of_two_applications_of_one_business_the_first_is_approved(reviewer_client):
    twins = [
        make_application(organization_name=name) for name in ("双子電力株式会社", "双子電力㈱")
    ]
    page = send(reviewer_client, "application-approvals", twins, confirmed="1").text
    assert "1件を承認しました。" in page
    assert "同じ事業者または同じメールアドレスの会員がすでにいるため、承認できません。" in page
    assert states(Application) == ["approved", "waiting"]


def test_several_are_denied_with_one_reason_once_the_mails_were_seen(reviewer_client, listings):
    page = send(reviewer_client, "listing-denials", listings).text
    assert "次の3件を同じ理由で否認" in page
    page = send(reviewer_client, "listing-denials", listings, reason="共通の理由").text
    assert page.count("■否認理由\n共通の理由") == 3
    assert set(states(Listing)) == {"pending"}
    page = send(
        reviewer_client, "listing-denials", listings, reason="共通の理由", confirmed="1"
    ).text
    assert "3件を否認しました。" in page
    assert set(states(Listing)) == {"denied"}


def test_a_common_denial_needs_a_reason(reviewer_client, listings):
    page = send(reviewer_client, "listing-denials", listings, reason=" ")
    assert page.status_code == 422
    assert page.context["form"].errors["reason"]


def test_going_back_keeps_reason_and_choice(reviewer_client, listings):
    page = send(reviewer_client, "listing-denials", listings, reason="共通の理由", mend="1")
    assert page.context["form"]["reason"].value() == "共通の理由"
    assert len(page.context["choices"]) == 3


def test_what_cannot_be_denied_any_more_is_said_before_the_mails_go(
    reviewer_client, listings, colleague
):
    listings[0].approve(by=colleague, revision=1)
    listings[0].revision = 1
    page = send(reviewer_client, "listing-denials", listings, reason="共通の理由").text
    assert "同僚次郎さんが承認しました" in page
    assert page.count("■否認理由") == 2


@pytest.mark.parametrize("chosen", [[], ["abc"], ["1"], ["99:1"], ["²:1"], ["9" * 40 + ":1"]])
def test_without_a_choice_one_is_told_to_choose(reviewer_client, db, chosen):
    page = reviewer_client.post(
        reverse("console:listing-approvals"), {"chosen": chosen}, follow=True
    )
    assert "審査するものを選んでください" in page.text


def test_one_comes_back_to_the_queue_as_it_was_narrowed(reviewer_client, listings):
    page = send(
        reviewer_client,
        "listing-approvals",
        listings,
        confirmed="1",
        back="side=sell&page=2&q=発電",
    )
    assert page.redirect_chain[-1][0].startswith(reverse("console:listing-queue") + "?side=sell")
