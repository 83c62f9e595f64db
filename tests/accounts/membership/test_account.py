"""The account page, another password, and the end of an ID (manual §5.2)."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client

from dengen import clock
from dengen.accounts.models import Account, Application, LoginGuard
from dengen.events.models import Event
from dengen.events.steps import Overtaken
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of
from tests.letters import letter_to
from tests.outbox import delivery_of
from tests.pages import Page

pytestmark = pytest.mark.django_db
NEW = "atarashii-2027"


@pytest.fixture
def member(db):
    return factories.member(login_name="Minato2026")


def log_in(password: str) -> Client:
    client = Client()
    client.post("/login/", {"login_id": "Minato2026", "password": password})
    return client


def change(client: Client, **changes: str):
    values = {"old_password": factories.PASSWORD, "password": NEW, "password_again": NEW}
    return client.post("/account/password/", values | changes)


def test_the_account_page_shows_what_is_registered_and_the_last_login(member):
    page = log_in(factories.PASSWORD).get("/account/").content.decode()
    for text in ["Minato2026", member.full_name, member.email, member.phone, "第1版", "127.0.0.1"]:
        assert text in page


def test_the_account_page_says_what_cannot_be_changed_and_what_to_do_instead(member):
    page = browser_of(member).get("/account/").content.decode()
    assert "会員ID・氏名・勤務先会社名は変更できません" in page
    assert "ID削除を申請" in page


def test_a_new_password_counts_from_now_on(member):
    assert change(log_in(factories.PASSWORD)).url == "/account/"
    assert log_in(factories.PASSWORD).get("/").status_code == 302
    assert log_in(NEW).get("/").status_code == 200
    assert Message.objects.filter(kind="account_password_changed").count() == 1


def test_a_new_password_ends_all_other_sessions_and_not_this_one(member):
    here, elsewhere = log_in(factories.PASSWORD), log_in(factories.PASSWORD)
    change(here)
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("old_password", "wrong-1234"),
        ("password", "short-1"),
        ("password", "minato2026"),
        ("password_again", "another-1234"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(member, field, value):
    changes = {field: value} | ({"password_again": value} if field == "password" else {})
    response = change(log_in(factories.PASSWORD), **changes)
    assert list(response.context["form"].errors) == [field]
    assert log_in(factories.PASSWORD).get("/").status_code == 200


def test_wrong_old_passwords_count_as_those_at_the_login(member):
    client = log_in(factories.PASSWORD)
    for _ in range(settings.LOGIN_TRIES):
        change(client, old_password="wrong-1234")
    assert LoginGuard.objects.get(account=member).is_frozen()
    assert "現在使用できません" in change(client, old_password=factories.PASSWORD).text
    assert client.get("/").status_code == 200


def test_a_request_to_retire_waits_for_the_operator_and_is_confirmed(member):
    client = browser_of(member)
    client.post(
        "/account/retirement/",
        {"reason": "異動のため", "understood": "on", "old_password": factories.PASSWORD},
    )
    assert "ID削除を申請しています" in client.get("/account/").content.decode()
    assert Message.objects.get(kind="retirement_received").recipients == [member.email]
    assert "異動のため" in Message.objects.get(kind="retirement_arrived").body
    assert Account.objects.get(pk=member.pk).is_active


def test_the_end_of_the_id_ends_its_sessions(member, reviewer):
    browser_of(member)
    assert member.sessions.exists()
    member.retire(by=reviewer, reason=factories.REASON)
    assert not member.sessions.exists()


def test_a_request_needs_the_check_against_haste(member):
    response = browser_of(member).post(
        "/account/retirement/", {"reason": "", "old_password": factories.PASSWORD}
    )
    assert list(response.context["form"].errors) == ["understood"]


@pytest.mark.parametrize("password", ["", "wrong-1234"])
def test_a_request_to_retire_takes_the_password(member, password):
    sent = {"understood": "on", "old_password": password}
    response = browser_of(member).post("/account/retirement/", sent)
    assert list(response.context["form"].errors) == ["old_password"]
    assert not member.retirement_requests.exists()


def test_pressing_twice_makes_one_request(member):
    for _ in range(2):
        browser_of(member).post(
            "/account/retirement/", {"understood": "on", "old_password": factories.PASSWORD}
        )
    assert member.retirement_requests.count() == 1


def test_a_request_can_be_taken_back_until_it_is_completed(member, reviewer):
    client = browser_of(member)
    client.post("/account/retirement/", {"understood": "on", "old_password": factories.PASSWORD})
    waiting = member.waiting_retirement
    client.post("/account/retirement/withdrawal/")
    browser_of(reviewer).post(f"/console/retirements/{waiting.pk}/completion/", {"confirmed": "1"})
    assert Account.objects.get(pk=member.pk).is_active


def test_taking_a_request_back_is_told_to_the_member_and_to_the_operator(member):
    member.request_retirement()
    member.withdraw_retirement()
    told = letter_to(member.email, "ID削除の申請を取り消しました")
    assert "Minato2026" in told.body
    assert (
        member.organization_name in letter_to("board@example.jp", "ID削除の申請の取り消し").subject
    )


def test_one_press_of_the_operator_ends_no_id(member, reviewer):
    member.request_retirement()
    url = f"/console/retirements/{member.waiting_retirement.pk}/completion/"
    page = Page(browser_of(reviewer).post(url))
    assert page.heading() == "会員ID「Minato2026」を削除しますか？"
    assert page.links("戻る") == ["/console/retirements/"]
    assert page.button("削除する")["name"] == "confirmed"


def test_the_operator_completes_it_and_everything_of_the_person_goes(member, reviewer):
    factories.published(member, by=reviewer)
    session = browser_of(member)
    member.request_retirement(reason="異動のため")
    reviewer_client = browser_of(reviewer)
    assert "Minato2026" in reviewer_client.get("/console/retirements/").content.decode()
    waiting = member.waiting_retirement
    assert "1件" in reviewer_client.get(f"/console/retirements/{waiting.pk}/").content.decode()
    sent = {"confirmed": "1", "revision": waiting.as_read}
    reviewer_client.post(f"/console/retirements/{waiting.pk}/completion/", sent)
    gone = Account.objects.get(pk=member.pk)
    assert (gone.full_name, gone.email, gone.is_active) == ("", "", False)
    application = Application.objects.get(login=member.login)
    assert (application.full_name, application.email, application.password) == ("", "", "")
    assert Listing.objects.get().status == "deleted"
    assert session.get("/").status_code == 302
    assert Message.objects.get(kind="account_retired").recipients == [member.email]
    assert Event.objects.about(member).filter(name="account.retired", actor=reviewer).exists()
    assert "を削除しました" in reviewer_client.get("/console/retirements/").content.decode()
    assert "Minato2026" not in reviewer_client.get("/console/retirements/").content.decode()


def test_completing_twice_ends_it_once_and_says_so(member, reviewer):
    member.request_retirement()
    asked = member.waiting_retirement
    url = f"/console/retirements/{asked.pk}/completion/"
    sent = {"confirmed": "1", "revision": asked.as_read}
    reviewer_client = browser_of(reviewer)
    answers = [reviewer_client.post(url, sent).status_code for _press in range(2)]
    assert answers == [302, 409]
    assert Message.objects.filter(kind="account_retired").count() == 1


def test_a_request_taken_back_while_the_operator_reads_it_is_not_completed(member, reviewer):
    member.request_retirement()
    seen = member.waiting_retirement
    member.withdraw_retirement()
    with pytest.raises(Overtaken):
        seen.complete(by=reviewer, read=seen.as_read)
    assert Account.objects.get(pk=member.pk).is_active


def test_only_those_who_decide_for_the_operator_end_an_id(member):
    member.request_retirement()
    for by in (member, factories.member(), factories.operator("auditor")):
        with pytest.raises(PermissionDenied):
            member.retire(by=by, reason=factories.REASON)
    assert Account.objects.get(pk=member.pk).is_active


def test_nobody_else_changes_ones_password(member, reviewer):
    with pytest.raises(PermissionDenied):
        member.change_password(NEW, by=reviewer)


def test_a_freeze_by_wrong_old_passwords_is_told_to_the_owner_without_an_earlier_login(member):
    client = browser_of(member)
    for _ in range(settings.LOGIN_TRIES):
        change(client, old_password="wrong-1234")
    assert Message.objects.filter(kind="account_frozen").count() == 1


def test_a_freeze_by_wrong_old_passwords_is_recorded_as_done_by_whoever_was_logged_in(member):
    client = browser_of(member)
    for _ in range(settings.LOGIN_TRIES):
        change(client, old_password="wrong-1234")
    assert Event.objects.get(name="account.frozen").actor == member


def test_the_end_of_the_id_erases_what_was_mailed_and_what_was_denied_before(reviewer):
    wrong = factories.application(email="takahashi@minato.example.jp").submit()
    wrong.deny(by=reviewer, revision=1, reason="正式名称ではありません。")
    member = factories.member(email="takahashi@minato.example.jp", family_name="髙梨")
    Message.objects.update(state="sent", sent_at=clock.now())
    member.retire(by=reviewer, reason=factories.REASON)
    farewell = Message.objects.get(kind="account_retired")
    assert farewell.recipients == ["takahashi@minato.example.jp"]
    delivery_of(farewell).mark_sent()
    call_command("forget_the_retired")
    kept = [*Message.objects.values("recipients", "body"), *Application.objects.values()]
    assert "takahashi@" not in str(kept)
    assert "髙梨" not in str(kept)
    assert Message.objects.filter(kind="account_retired", state="sent").exists()
