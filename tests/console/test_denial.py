"""Denying in the reviewer's console: the mail is shown first; presets; a second thought."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from dengen.listings.models import ReasonPreset
from dengen.mail.models import Message
from tests.console.cast import make_application, make_listing, make_member


@pytest.fixture
def listing(reviewer):
    return make_listing(make_member(reviewer))


@pytest.fixture
def preset(db):
    return ReasonPreset.objects.create(
        queue="listing", field="organization_name", label="略称", text="正式名称で。"
    )


def send(reviewer_client, listing, **sent):
    address = reverse("console:listing-denial", args=[listing.pk])
    return reviewer_client.post(address, {"revision": 1} | sent, follow=True)


def test_the_mail_is_shown_exactly_as_it_will_be_sent(reviewer_client, listing):
    typed = {"reason": "R&D の <b>", "remark_title": "平易に"}
    shown = send(reviewer_client, listing, **typed).context
    listing.refresh_from_db()
    assert listing.status == "pending"
    send(reviewer_client, listing, confirmed="1", **typed)
    mail = Message.objects.get(kind="listing_denied")
    assert (shown["letter"].subject, shown["letter"].body) == (mail.subject, mail.body)
    assert shown["addresses"] == mail.recipients


def test_an_applicants_mail_is_shown_exactly_as_it_will_be_sent(reviewer_client):
    application = make_application()
    address = reverse("console:application-denial", args=[application.pk])
    typed = {"revision": 1, "remark_phone": "つながりません"}
    letter = reviewer_client.post(address, typed).context["letter"]
    reviewer_client.post(address, typed | {"confirmed": "1"})
    assert letter.body == Message.objects.get(kind="application_denied").body


def test_what_is_shown_goes_on_with_the_revision_that_was_read(reviewer_client, listing):
    page = BeautifulSoup(send(reviewer_client, listing, reason="理由").text, "html.parser")
    form = page.find("button", attrs={"name": "confirmed"}).find_parent("form")
    assert form.find("input", attrs={"name": "revision"})["value"] == "1"


def test_a_remark_is_said_to_stand_beside_its_field_again_only_where_it_does(
    reviewer_client, listing
):
    told = "再申請の画面ではその項目のそばに表示されます"
    assert told in reviewer_client.get(reverse("console:listing", args=[listing.pk])).text
    page = reviewer_client.get(reverse("console:application", args=[make_application().pk])).text
    assert told not in page
    assert "項目名を付けてメールに載ります" in page


def test_going_back_from_a_denial_keeps_everything(reviewer_client, listing):
    page = send(reviewer_client, listing, reason="理由", remark_html="簡潔に", mend="1")
    form = page.context["form"]
    assert (form["reason"].value(), form["remark_html"].value()) == ("理由", "簡潔に")
    assert "エラー" not in page.text


def test_a_remark_that_is_too_long_is_refused_beside_its_field(reviewer_client, listing):
    page = send(reviewer_client, listing, remark_title="あ" * 301)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["remark_title"]
    assert page.text.count('<details class="disclosure" open>') == 1


def test_confirming_a_denial_twice_denies_once(reviewer_client, listing):
    for _ in range(2):
        send(reviewer_client, listing, reason="理由", confirmed="1")
    assert Message.objects.filter(kind="listing_denied").count() == 1


def test_a_colleague_who_was_faster_is_named_before_the_mail_is_shown(
    reviewer_client, listing, colleague
):
    listing.deny(by=colleague, reason="別の理由", revision=1)
    page = send(reviewer_client, listing, reason="理由")
    assert page.status_code == 409
    assert "同僚次郎さんが否認しました" in page.text


def test_a_chosen_presets_text_is_added_on_the_server(reviewer_client, listing, preset):
    page = send(reviewer_client, listing, reason="理由", presets=[preset.pk])
    assert "理由\n\n② 事業者名：正式名称で。" in page.context["letter"].body


def test_a_preset_is_not_added_to_what_says_it_already(reviewer_client, listing, preset):
    page = send(
        reviewer_client, listing, remark_organization_name="正式名称で。", presets=[preset.pk]
    )
    assert page.context["form"].denial["remarks"] == {"organization_name": "正式名称で。"}


def test_a_preset_without_a_field_joins_the_reason(reviewer_client, listing):
    preset = ReasonPreset.objects.create(queue="listing", label="重複", text="掲載済みです。")
    page = send(reviewer_client, listing, reason="理由", presets=[preset.pk])
    assert page.context["form"].denial["reason"] == "理由\n掲載済みです。"


def test_a_preset_that_is_gone_is_said_and_nothing_is_lost(reviewer_client, listing):
    page = send(reviewer_client, listing, reason="理由", presets=["999999"])
    assert page.status_code == 422
    assert page.context["form"]["reason"].value() == "理由"


def test_a_denial_is_taken_back_from_its_page(reviewer_client, listing, reviewer):
    listing.deny(by=reviewer, reason="理由", revision=1)
    address = reverse("console:listing-reopening", args=[listing.pk])
    assert address in reviewer_client.get(reverse("console:listing", args=[listing.pk])).text
    page = reviewer_client.post(address, {"revision": 2}, follow=True).text
    assert "審査待ちに戻しました" in page
    listing.refresh_from_db()
    assert listing.status == "pending"


def test_what_was_approved_is_not_offered_to_be_reviewed_once_more(
    reviewer_client, listing, reviewer
):
    listing.approve(by=reviewer, revision=1)
    page = reviewer_client.get(reverse("console:listing", args=[listing.pk])).text
    assert reverse("console:listing-denial", args=[listing.pk]) in page
    assert reverse("console:listing-reopening", args=[listing.pk]) not in page


def test_an_application_whose_id_was_taken_says_so(reviewer_client, reviewer):
    application = make_application(login_name="Minato2026")
    application.deny(by=reviewer, reason="理由", revision=1)
    make_application(login_name="minato2026")
    address = reverse("console:application-reopening", args=[application.pk])
    assert (
        "会員ID「Minato2026」は、その後"
        in reviewer_client.post(address, {"revision": 2}, follow=True).text
    )
