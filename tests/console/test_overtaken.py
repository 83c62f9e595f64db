"""A decision that comes too late: what it was about, what became of that, and what was typed."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from dengen.accounts.models import Account, Application, PasswordRequest
from tests import factories
from tests.conftest import browser_of
from tests.console.cast import make_application

pytestmark = pytest.mark.django_db
TYPED = {"reason": "期間をご確認ください。", "remark_title": "具体的に。"}


@pytest.fixture
def reviewer_client(reviewer):
    return browser_of(reviewer)


@pytest.fixture
def colleague(db):
    return factories.operator("reviewer")


@pytest.fixture
def withdrawn(seller):
    """A listing that its owner took back, while another one waits."""
    listing = factories.listing(seller, title="地熱の余剰")
    factories.listing(seller, title="別の案件")
    listing.cancel(by=seller)
    return listing


@pytest.fixture
def password_request(seller):
    name = seller.organization_name
    PasswordRequest.receive(login_id=seller.login_id, organization_name=name, email="")
    return PasswordRequest.objects.get()


def press(reviewer_client, name, pk, **sent):
    return reviewer_client.post(
        reverse(f"console:{name}", args=[pk]), {"revision": "1"} | sent, follow=True
    )


@pytest.mark.parametrize("step", ["listing-approval", "listing-denial", "listing-deletion"])
def test_what_was_withdrawn_is_named_with_who_withdrew_it_and_nothing_else_is_shown(
    reviewer_client, withdrawn, seller, step
):
    page = press(reviewer_client, step, withdrawn.pk, **TYPED, confirmed="1")
    assert page.status_code == 409
    assert "掲載情報「地熱の余剰」" in page.text
    assert f"{seller.organization_name} {seller.full_name}さんが取り下げました" in page.text
    assert "別の案件" not in page.text


@pytest.mark.parametrize("sent", [{}, {"confirmed": "1"}])
def test_a_denial_of_what_was_withdrawn_keeps_all_that_was_typed(reviewer_client, withdrawn, sent):
    page = press(reviewer_client, "listing-denial", withdrawn.pk, **TYPED, **sent).text
    assert all(text in page for text in TYPED.values())


def test_a_deletion_of_what_was_withdrawn_keeps_its_reason(reviewer_client, withdrawn):
    page = press(reviewer_client, "listing-deletion", withdrawn.pk, reason="重複のため").text
    assert "重複のため" in page


def test_going_back_to_a_withdrawn_listing_tells_what_became_of_it(reviewer_client, withdrawn):
    page = reviewer_client.get(reverse("console:listing", args=[withdrawn.pk]))
    assert page.status_code == 410
    assert "取り下げ" in page.text


@pytest.mark.parametrize("sent", [{}, {"confirmed": "1"}])
def test_a_denial_of_an_application_that_a_colleague_decided_keeps_all_that_was_typed(
    reviewer_client, colleague, sent
):
    application = make_application()
    application.approve(by=colleague, revision=1)
    typed = {"reason": "書類が足りません。", "remark_street": "番地をご確認ください。"}
    page = press(reviewer_client, "application-denial", application.pk, **typed, **sent)
    assert page.status_code == 409
    assert f"{colleague.full_name}さんが承認しました" in page.text
    assert all(text in page.text for text in typed.values())


@pytest.mark.parametrize("step", ["application-approval", "application-denial"])
def test_an_application_whose_row_is_gone_is_told_of_with_what_was_typed(
    reviewer_client, django_capture_on_commit_callbacks, step
):
    application = make_application(email_confirmed_at=None)
    Application.objects.filter(pk=application.pk).update(submitted_at="2026-01-01T00:00:00Z")
    application.lapse()
    page = press(reviewer_client, step, application.pk, reason="書類が足りません。")
    assert page.status_code == 409
    assert "利用申込の終了（メールアドレスの確認期限切れ）" in page.text
    assert ("書類が足りません。" in page.text) is (step == "application-denial")


def test_what_never_was_is_not_found(reviewer_client):
    assert press(reviewer_client, "application-denial", 99, reason="理由").status_code == 404


def test_a_denied_password_request_that_a_colleague_answered_keeps_the_reason(
    reviewer_client, colleague, password_request
):
    password_request.grant(by=colleague)
    page = press(
        reviewer_client, "password-request-denial", password_request.pk, reason="お電話ください。"
    )
    assert page.status_code == 409
    assert f"{colleague.full_name}さんが再設定しました" in page.text
    assert "お電話ください。" in page.text


@pytest.mark.parametrize("step", ["password-request-approval", "password-request"])
def test_an_answered_password_request_tells_who_answered_how(
    reviewer_client, colleague, password_request, step
):
    password_request.deny(by=colleague, reason="理由")
    address = reverse(f"console:{step}", args=[password_request.pk])
    page = (
        reviewer_client.post(address) if step.endswith("approval") else reviewer_client.get(address)
    )
    assert f"{colleague.full_name}さんが否認しました" in page.text


def completion_of(reviewer_client, asked) -> dict:
    """The address that completes it, and what the reviewer's page sends there."""
    page = BeautifulSoup(
        reviewer_client.get(f"/console/retirements/{asked.pk}/").text, "html.parser"
    )
    form = page.find("form", action=reverse("console:retirement-completion", args=[asked.pk]))
    sent = {one["name"]: one["value"] for one in form.find_all("input")}
    return {"path": form["action"], "data": sent | {"confirmed": "1"}}


@pytest.mark.parametrize("changed", ["listing", "contact"])
def test_an_id_is_not_ended_if_something_else_goes_with_it_by_now(reviewer_client, seller, changed):
    seller.request_retirement(reason="退職")
    completion = completion_of(reviewer_client, seller.waiting_retirement)
    if changed == "listing":
        factories.listing(seller)
    else:
        Account.objects.filter(pk=seller.pk).update(email="new@minato.example.jp")
    page = reviewer_client.post(**completion)
    assert page.status_code == 409
    assert "お読みになった後で状態が変わった" in page.text
    seller.refresh_from_db()
    assert seller.is_active
    assert (
        reviewer_client.post(
            **completion_of(reviewer_client, seller.waiting_retirement)
        ).status_code
        == 302
    )


def test_whether_to_end_an_id_is_not_asked_of_a_request_that_was_taken_back(
    reviewer_client, seller
):
    seller.request_retirement(reason="退職")
    address = reverse("console:retirement-completion", args=[seller.waiting_retirement.pk])
    seller.withdraw_retirement()
    page = reviewer_client.post(address)
    assert page.status_code == 409
    assert f"{seller.full_name}さんが取り下げました" in page.text


@pytest.mark.parametrize("step", ["retirement-completion", "retirement"])
def test_a_request_to_end_an_id_that_was_taken_back_says_so(reviewer_client, seller, step):
    seller.request_retirement(reason="退職")
    pk = seller.waiting_retirement.pk
    seller.withdraw_retirement()
    address = reverse(f"console:{step}", args=[pk])
    sent = {"confirmed": "1"}
    page = (
        reviewer_client.post(address, sent)
        if step.endswith("completion")
        else reviewer_client.get(address)
    )
    assert f"会員ID「{seller.login}」の削除の申請" in page.text
    assert f"{seller.full_name}さんが取り下げました" in page.text


def test_a_batch_keeps_the_reason_that_one_of_it_did_not_get(reviewer_client, seller, colleague):
    overtaken, denied = factories.listing(seller), factories.listing(seller)
    overtaken.approve(by=colleague, revision=1)
    chosen = [f"{one.pk}:1" for one in (overtaken, denied)]
    sent = {"chosen": chosen, **TYPED, "confirmed": "1"}
    page = reviewer_client.post(reverse("console:listing-denials"), sent, follow=True).text
    assert f"{colleague.full_name}さんが承認しました" in page
    assert all(text in page for text in TYPED.values())


@pytest.mark.parametrize("name", ["listing-approvals", "listing-denials"])
def test_a_batch_counts_only_what_can_still_be_decided(reviewer_client, seller, colleague, name):
    overtaken, waiting = factories.listing(seller, title="早い案件"), factories.listing(seller)
    overtaken.approve(by=colleague, revision=1)
    chosen = [f"{one.pk}:1" for one in (overtaken, waiting)]
    page = reviewer_client.post(reverse(f"console:{name}"), {"chosen": chosen}).text
    assert "次の1件を" in page
    assert "掲載情報「早い案件」：一覧を開いた後に状態が変わったため" in page
    assert f"{colleague.full_name}さんが承認しました" in page
