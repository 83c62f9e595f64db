"""Members in the console: finding them, their page, and what the operator does with them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from dengen import clock
from dengen.accounts.models import Account
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
REASON = "登録内容に誤りがあり、確認が取れていません。"


@pytest.fixture
def client(reviewer):
    return browser_of(reviewer)


@pytest.fixture
def member(db):
    return factories.member(
        login_name="Minato2026",
        organization_name="みなと火力発電株式会社",
        corporate_number="7000012050002",
        family_name="髙橋",
        given_name="三四郎",
        email="takahashi@minato.example.jp",
    )


def log_in(login_id: str = "Minato2026", password: str = factories.PASSWORD):
    client = Client()
    return client, client.post("/login/", {"login_id": login_id, "password": password})


@pytest.mark.parametrize(
    "text",
    [
        "ｍｉｎａｔｏ",
        "みなと火力",
        "(株)みなと火力発電",
        "髙橋　三四郎",
        "TAKAHASHI@",
        "7000012050002",
    ],
)
def test_a_member_is_found_by_anything_that_is_known(client, member, text):
    factories.member()
    page = client.get("/console/members/", {"q": text})
    assert [account.login_id for account in page.context["page_obj"]] == ["minato2026"]


def test_the_states_narrow_the_list(client, member, reviewer):
    suspended, retired = factories.member(), factories.member()
    suspended.suspend(by=reviewer, reason=REASON)
    retired.retire(by=reviewer, reason=factories.REASON)
    for _try in range(settings.LOGIN_TRIES):
        log_in(password="wrong-1234")
    for state, expected in [
        ("usable", []),
        ("frozen", [member]),
        ("suspended", [suspended]),
        ("retired", [retired]),
    ]:
        page = client.get("/console/members/", {"state": state})
        assert list(page.context["page_obj"]) == expected


def test_the_page_of_a_member_holds_everything_known_of_them(client, member):
    factories.published(member, title="夏季の余剰電力")
    log_in()
    page = client.get(f"/console/members/{member.pk}/").content.decode()
    for text in [
        "みなと火力発電株式会社",
        "takahashi@minato.example.jp",
        "夏季の余剰電力",
        "発電設備等情報への掲載が承認されました",
        "利用申込の承認",
        "ログイン",
        "第1版",
    ]:
        assert text in page


@pytest.mark.parametrize(("field", "label"), [("email", "1"), ("email2", "2")])
def test_a_new_address_that_is_not_confirmed_yet_is_shown_as_such(client, member, field, label):
    member.ask_for(field, "atarashii@minato.example.jp", by=member)
    page = BeautifulSoup(client.get(f"/console/members/{member.pk}/").text, "html.parser")
    facts = {one.dt.get_text(): one.dd.get_text(" ", strip=True) for one in page.select("dl > div")}
    assert facts[f"メールアドレス{label}"] == "atarashii@minato.example.jp 未確認"
    assert facts["メールアドレス"] == "takahashi@minato.example.jp"


def test_the_staff_are_no_members(client, reviewer):
    assert client.get(f"/console/members/{reviewer.pk}/").status_code == 404


def test_a_member_with_many_listings_costs_no_more_queries(
    client, member, django_assert_max_num_queries
):
    first = factories.listing(member)
    rows = []
    for _number in range(500):
        copy = Listing.objects.get(pk=first.pk)
        copy.pk, copy.submission_key = None, uuid4()
        rows.append(copy)
    Listing.objects.bulk_create(rows)
    with django_assert_max_num_queries(20):
        client.get(f"/console/members/{member.pk}/")


def test_a_suspension_ends_every_session_on_the_next_click(client, member):
    browser, _answer = log_in()
    address = f"/console/members/{member.pk}/suspension/"
    assert client.post(address, {"reason": " "}).context["form"].errors
    client.post(address, {"reason": REASON})
    assert browser.get("/").status_code == 302
    assert REASON in Message.objects.get(kind="account_suspended").body
    assert Event.objects.get(name="account.suspended").particular("reason") == REASON


def test_a_suspended_member_reads_why_only_with_the_right_password(member, reviewer):
    member.suspend(by=reviewer, reason=REASON)
    assert "利用を停止しています" in log_in()[1].content.decode()
    assert "利用を停止しています" not in log_in(password="wrong-1234")[1].content.decode()


def test_a_lifted_suspension_lets_in_again(client, member, reviewer):
    member.suspend(by=reviewer, reason=REASON)
    client.post(f"/console/members/{member.pk}/suspension/end/")
    browser, _answer = log_in()
    assert browser.get("/").status_code == 200
    assert Message.objects.filter(kind="suspension_lifted").exists()


def test_suspended_twice_is_suspended_once(member, reviewer):
    for _press in range(2):
        member.suspend(by=reviewer, reason=REASON)
    assert Event.objects.filter(name="account.suspended").count() == 1


def test_what_a_suspended_member_has_published_stays_and_what_waits_is_decided(member, reviewer):
    published, waiting = factories.published(member), factories.listing(member)
    member.suspend(by=reviewer, reason=REASON)
    waiting.approve(by=reviewer, revision=1)
    assert published.is_visible_on(published.start_on)


def test_a_reviewer_does_not_suspend_a_colleague(reviewer):
    colleague = factories.operator()
    with pytest.raises(PermissionDenied):
        colleague.suspend(by=reviewer, reason=REASON)
    colleague.refresh_from_db()
    assert not colleague.is_suspended


def test_an_administrator_suspends_a_colleague(db):
    colleague = factories.operator()
    colleague.suspend(by=factories.operator("administrator"), reason=REASON)
    assert colleague.is_suspended


def test_an_ended_account_cannot_be_suspended(member, reviewer):
    member.retire(by=reviewer, reason=factories.REASON)
    with pytest.raises(StepNotAllowed):
        member.suspend(by=reviewer, reason=REASON)


def test_a_mail_to_a_member_is_looked_at_before_it_is_sent(client, member, settings):
    address = f"/console/members/{member.pk}/letter/"
    values = {"subject": "ご確認\r\nBcc: x@example.jp", "text": "④をご確認ください。"}
    preview = client.post(address, values)
    assert "④をご確認ください。" in preview.content.decode()
    assert not Message.objects.filter(kind="operator_letter").exists()
    client.post(address, values | {"send": "1"})
    mail = Message.objects.get(kind="operator_letter")
    assert mail.subject == "【発電設備等の情報掲示板】ご確認 Bcc: x@example.jp"
    assert (mail.sender, mail.reader) == (settings.OPERATOR_MAIL_FROM, member)
    assert "メール" in client.get(f"/console/members/{member.pk}/").content.decode()


def test_a_letter_says_what_the_operator_wrote(member, reviewer):
    member.contact(by=reviewer, subject="ご確認", text="④をご確認ください。")
    assert "④をご確認ください。" in Message.objects.get(kind="operator_letter").body


def test_an_empty_letter_is_refused_beside_its_fields(client, member):
    address = f"/console/members/{member.pk}/letter/"
    form = client.post(address, {"subject": "", "text": " ", "send": "1"}).context["form"]
    assert set(form.errors) == {"subject", "text"}


def test_the_operator_ends_an_id_after_being_asked(client, member):
    listing = factories.published(member)
    address = f"/console/members/{member.pk}/retirement/"
    assert "1件" in client.get(address).content.decode()
    asked = client.post(address, {"reason": factories.REASON}).text
    for told in ("会員ID「Minato2026」を削除しますか？", "1件", "■削除の理由", member.email):
        assert told in asked
    assert Account.objects.get(pk=member.pk).is_active
    client.post(address, {"reason": factories.REASON, "confirmed": "1"})
    assert Account.objects.get(pk=member.pk).retired_at
    assert Listing.objects.get(pk=listing.pk).status == "deleted"
    page = client.get(f"/console/members/{member.pk}/").content.decode()
    assert "takahashi" not in page
    assert "削除済み" in page


def test_the_history_of_a_member_is_paged_and_readable_after_the_end(client, member, reviewer):
    with clock.at(clock.now() + timedelta(days=1)):
        member.retire(by=reviewer, reason=factories.REASON)
    page = client.get(f"/console/members/{member.pk}/history/").content.decode()
    assert "IDの削除" in page
    assert "利用申込の承認" in page


def test_an_administrator_does_not_suspend_themselves(db):
    administrator = factories.operator("administrator")
    with pytest.raises(StepNotAllowed, match="自分のID"):
        administrator.suspend(by=administrator, reason=REASON)


def test_what_is_not_suspended_is_not_let_in_again(member, reviewer):
    member.lift_suspension(by=reviewer)
    assert not Event.objects.filter(name="suspension.lifted").exists()


def test_no_door_sends_an_empty_letter(member, reviewer):
    with pytest.raises(ValidationError):
        member.contact(by=reviewer, subject="　", text="本文")
    assert not Message.objects.filter(kind="operator_letter").exists()
