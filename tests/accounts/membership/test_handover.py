"""担当者の交代: one ID ends and the successor's begins, and the listings go over (manual §5.2)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from dengen import clock
from dengen.accounts.models import Account, Application, Handover, LoginID
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from dengen.listings.models import Listing
from dengen.mail.models import Message
from tests import factories
from tests.accounts.applications.form import answered
from tests.conftest import browser_of
from tests.keys import mailed_key
from tests.pages import Page

pytestmark = pytest.mark.django_db
SUCCESSOR = "kitamura@minato.example.jp"


@pytest.fixture
def member(db):
    return factories.member(
        login_name="Minato2026", organization_name="㈱みなと火力発電", email="mae@minato.example.jp"
    )


def invite(member: Account, email: str = SUCCESSOR) -> Handover:
    return member.request_handover(email=email)


def apply_by(handover: Handover, **changes) -> Application:
    values = {"login_name": "Kitamura26", "email": SUCCESSOR, "family_name": "北村"}
    return factories.application(handover=handover, **(values | changes)).submit()


def approve(application: Application, by: Account) -> Account:
    application.approve(by=by, revision=application.revision)
    return Account.objects.get(login_id=application.login_id)


def link() -> str:
    """Where the invitation leads."""
    return f"/handover/{mailed_key('handover_invitation')}/"


def form() -> str:
    """Where the page behind the invitation leads."""
    return f"/apply/?handover={mailed_key('handover_invitation')}"


def send(handover: Handover, key: str = "", **changes):
    client, key = Client(), key or mailed_key("handover_invitation")
    values = answered(client, login_name="Kitamura26", email=SUCCESSOR, handover=key)
    values |= {"organization_name": "まったく別の会社"} | changes
    return client, client.post("/apply/", values)


class TestInvitation:
    def test_the_successor_gets_a_link_that_names_business_and_person(self, member):
        browser_of(member).post(
            "/account/handover/", {"email": SUCCESSOR, "old_password": factories.PASSWORD}
        )
        mail = Message.objects.get(kind="handover_invitation")
        assert mail.recipients == [SUCCESSOR]
        assert f"/handover/{mailed_key('handover_invitation')}/" in mail.whole_body
        assert "㈱みなと火力発電" in mail.body

    def test_the_member_hears_that_an_invitation_went_out_and_where_to(self, member):
        invite(member)
        mail = Message.objects.get(kind="handover_requested")
        assert mail.recipients == [member.email]
        assert SUCCESSOR in mail.body
        assert "ご自身の操作に心当たりがない場合は" in mail.body
        assert mailed_key("handover_invitation") not in mail.whole_body

    @pytest.mark.parametrize("password", ["", "wrong-1234"])
    def test_a_handover_takes_the_password(self, member, password):
        sent = {"email": SUCCESSOR, "old_password": password}
        response = browser_of(member).post("/account/handover/", sent)
        assert list(response.context["form"].errors) == ["old_password"]
        assert not Handover.objects.exists()

    def test_opening_the_link_of_a_handover_changes_nothing(self, member, client):
        invite(member)
        before = Event.objects.count()
        page = client.get(link()).text
        assert "㈱みなと火力発電" in page
        assert f"/apply/?handover={mailed_key('handover_invitation')}" in page
        assert Event.objects.count() == before

    def test_the_account_page_says_how_it_stands(self, member):
        session = browser_of(member)
        assert "担当者を交代する" in session.get("/account/").text
        handover = invite(member)
        assert SUCCESSOR in session.get("/account/").text
        apply_by(handover)
        assert "Kitamura26" in session.get("/account/").text

    def test_there_is_one_handover_at_a_time(self, member):
        invite(member)
        response = browser_of(member).post(
            "/account/handover/",
            {"email": "x@minato.example.jp", "old_password": factories.PASSWORD},
        )
        assert "先に取り消してください" in response.text
        assert Handover.objects.count() == 1

    def test_successors_are_invited_so_often_in_a_while_and_no_more(self, member, settings):
        settings.MAILS_TO_STRANGERS = 2
        for place in range(2):
            invite(member, f"dare{place}@minato.example.jp")
            member.cancel_handover()
        with pytest.raises(ValidationError, match="まで新しいメールは送れません"):
            invite(member)
        assert not Message.objects.filter(recipients=[SUCCESSOR]).exists()

    def test_pressing_twice_for_a_handover_sends_one_mail(self, member):
        assert invite(member) == invite(member)
        assert Message.objects.filter(kind="handover_invitation").count() == 1

    @pytest.mark.parametrize("email", ["", "tanto", "tanto@gmail.com", "MAE@minato.example.jp"])
    def test_an_address_that_cannot_be_the_successors_is_said_beside_its_field(self, member, email):
        response = browser_of(member).post(
            "/account/handover/", {"email": email, "old_password": factories.PASSWORD}
        )
        assert list(response.context["form"].errors) == ["email"]
        assert not Handover.objects.exists()

    def test_who_asked_for_the_end_of_the_id_takes_that_back_first(self, member):
        member.request_retirement()
        with pytest.raises(StepNotAllowed):
            invite(member)

    def test_an_unknown_link_is_not_there(self, client):
        assert client.get(f"/handover/{uuid4()}/").status_code == 404

    def test_a_handovers_link_can_be_used_for_the_days_set_and_no_longer(self, member, client):
        handover = invite(member)
        end = handover.requested_at + timedelta(days=settings.HANDOVER_DAYS)
        with clock.at(end - timedelta(seconds=1)):
            assert "お申し込みへ進む" in client.get(link()).text
        with clock.at(end):
            assert "期限が過ぎました" in client.get(link()).text
            assert client.get(form()).status_code == 302
            with pytest.raises(ValidationError):
                apply_by(handover)

    def test_after_the_14_days_another_one_can_begin(self, member):
        first = invite(member)
        with clock.at(first.expires_at):
            assert member.open_handover is None
            assert invite(member) != first
        first.refresh_from_db()
        assert first.outcome == "lapsed"


class TestApplication:
    def test_the_form_has_the_business_fixed(self, member, client):
        invite(member)
        page = client.get(form()).text
        assert "㈱みなと火力発電" in page
        assert 'name="organization_name"' not in page

    def test_a_successors_application_is_handed_in_for_that_business(self, member):
        handover = invite(member)
        client, response = send(handover)
        assert "担当者の交代のお申し込みです" in client.get(response.url).text
        assert (
            "担当者の交代のお申し込みです"
            in client.get(f"/apply/?key={response.url.split('/')[2]}").text
        )
        client.post(response.url)
        application = Application.objects.get(handover=handover)
        assert application.organization_name == "㈱みなと火力発電"

    def test_the_predecessor_learns_who_applied(self, member):
        apply_by(invite(member))
        mail = Message.objects.get(kind="handover_applied")
        assert mail.reader == member
        assert "北村" in mail.body

    def test_the_address_look_up_keeps_the_handover(self, member):
        handover = invite(member)
        _client, response = send(handover, look_up="1")
        assert mailed_key("handover_invitation") in response.text

    def test_a_successors_application_is_of_the_invited_address_whatever_it_says(self, member):
        client, response = send(invite(member), email="stranger@elsewhere.example.jp")
        assert SUCCESSOR in client.get(response.url).text
        application = apply_by(member.open_handover, email="stranger@elsewhere.example.jp")
        assert application.email == SUCCESSOR

    def test_a_successors_form_begins_with_what_the_predecessors_account_knows(
        self, member, client
    ):
        invite(member)
        page = Page(client.get(form()))
        for label in ("郵便番号", "市区町村・番地", "電話番号", "勤務先住所"):
            assert page.field(label)["value"]
        assert page.field("電話番号")["value"] == member.phone
        assert page.field("メールアドレス1")["value"] == SUCCESSOR

    def test_one_handover_takes_one_application(self, member):
        handover, key = invite(member), mailed_key("handover_invitation")
        apply_by(handover)
        _client, response = send(handover, key, login_name="Another26", email="b@minato.example.jp")
        assert "すでにお申し込みを受け付けています" in response.text

    @pytest.mark.parametrize("key", ["garbage", "0" * 43, "' OR 1=1"])
    def test_a_link_that_is_not_right_says_so_instead_of_the_ordinary_registration(self, key):
        page = Client().get("/apply/", {"handover": key}).text
        assert "担当者の交代のリンクが正しくありません" in page
        assert "担当者の交代ではない新規登録へ" in page

    def test_an_ordinary_registration_speaks_of_no_link(self):
        assert "担当者の交代のリンク" not in Client().get("/apply/?handover=").text

    def test_without_a_handover_the_business_stays_closed_and_the_page_says_what_to_do(
        self, member
    ):
        client = Client()
        values = answered(client, organization_name="株式会社みなと火力発電")
        page = client.post("/apply/", values).text
        assert "担当者を交代する" in page
        assert "ログインできない場合は" in page


class TestApproval:
    def test_the_old_id_ends_and_the_new_one_begins_with_the_listings(self, member, reviewer):
        published = factories.published(member, by=reviewer)
        pending = factories.listing(member)
        denied = factories.listing(member)
        denied.deny(by=reviewer, reason="理由", revision=1)
        gone = factories.listing(member)
        gone.delete(by=member)
        handover = invite(member)
        successor = approve(apply_by(handover), reviewer)
        kept = Listing.objects.of(successor)
        assert {(one.pk, one.status) for one in kept} == {
            (published.pk, "published"),
            (pending.pk, "pending"),
            (denied.pk, "denied"),
        }
        gone.refresh_from_db()
        assert gone.owner == member
        member.refresh_from_db()
        assert (member.is_active, member.full_name, member.email) == (False, "", "")
        assert successor.organization == member.organization
        assert LoginID.is_taken("Minato2026")
        handover.refresh_from_db()
        assert handover.outcome == "completed"

    def test_everybody_is_told_of_a_completed_handover(self, member, reviewer):
        factories.published(member, by=reviewer)
        approve(apply_by(invite(member)), reviewer)
        farewell = Message.objects.get(kind="account_retired")
        assert farewell.recipients == ["mae@minato.example.jp"]
        assert "担当者の交代が完了し、会員ID「Minato2026」を削除しました" in farewell.body
        assert "後任の方に引き継がれました" in farewell.body
        assert "すべて削除" not in farewell.body
        welcome = Message.objects.get(kind="application_approved", recipients=[SUCCESSOR])
        assert "引き継がれました" in welcome.body

    def test_the_trail_tells_of_a_handover(self, member, reviewer):
        listing = factories.published(member, by=reviewer)
        successor = approve(apply_by(invite(member)), reviewer)
        event = Event.objects.about(member).get(name="account.handed_over")
        assert (event.actor, event.particular("successor")) == (reviewer, successor.pk)
        moved = Event.objects.about(listing).get(name="listing.moved")
        assert moved.particular("to") == successor.pk
        assert not Event.objects.filter(name="listing.deleted").exists()

    def test_the_old_session_ends_and_the_new_person_logs_in(self, member, reviewer, client):
        session = browser_of(member)
        approve(apply_by(invite(member)), reviewer)
        assert session.get("/").status_code == 302
        client.post("/login/", {"login_id": "kitamura26", "password": factories.PASSWORD})
        assert client.get("/").status_code == 200

    def test_the_new_person_is_shown_what_still_names_the_old_one(self, member, reviewer):
        factories.published(member, by=reviewer, contact_person="前任 太郎")
        page = browser_of(approve(apply_by(invite(member)), reviewer)).get("/listings/mine/").text
        assert "前任の担当者から引き継いだ掲載です" in page
        assert "前任 太郎" in page

    def test_a_replacement_under_way_goes_over_with_what_it_replaces(self, member, reviewer):
        old = factories.published(member, by=reviewer)
        new = factories.listing(member, replaces=old)
        successor = approve(apply_by(invite(member)), reviewer)
        new.refresh_from_db()
        new.approve(by=reviewer, revision=new.revision)
        assert [one.pk for one in Listing.objects.of(successor)] == [new.pk]

    def test_approving_a_successor_twice_is_once(self, member, reviewer):
        application = apply_by(invite(member))
        approve(application, reviewer)
        application.approve(by=reviewer, revision=1)
        assert Event.objects.filter(name="account.handed_over").count() == 1

    def test_a_handover_stands_although_the_14_days_pass_while_it_waits(self, member, reviewer):
        handover = invite(member)
        application = apply_by(handover)
        with clock.at(handover.expires_at + timedelta(days=1)):
            assert approve(application, reviewer).is_active

    def test_an_address_that_a_member_took_meanwhile_stops_all_of_it(self, member, reviewer):
        application = apply_by(invite(member))
        Account.objects.filter(pk=factories.member().pk).update(email=SUCCESSOR)
        with pytest.raises(StepNotAllowed):
            approve(application, reviewer)
        member.refresh_from_db()
        assert member.is_active
        assert member.email == "mae@minato.example.jp"


class TestDenial:
    def test_the_old_member_stays_as_before_and_both_are_told(self, member, reviewer):
        listing = factories.published(member, by=reviewer)
        handover = invite(member)
        apply_by(handover).deny(by=reviewer, reason="理由", revision=1)
        member.refresh_from_db()
        listing.refresh_from_db()
        assert (member.is_active, listing.owner) == (True, member)
        assert Message.objects.get(kind="handover_denied").reader == member
        assert "もう一度ご依頼ください" in Message.objects.get(kind="application_denied").body

    def test_another_handover_can_begin_after_a_denial(self, member, reviewer):
        handover, old = invite(member), link()
        apply_by(handover).deny(by=reviewer, reason="理由", revision=1)
        assert "承認されませんでした" in Client().get(old).text
        assert approve(apply_by(invite(member)), reviewer).is_active


class TestWords:
    def test_the_last_page_does_not_send_a_successor_to_the_ordinary_registration(self, member):
        invite(member)
        client = Client()
        key = mailed_key("handover_invitation")
        values = answered(client, login_name="Kitamura26", email=SUCCESSOR, handover=key)
        client.post(client.post("/apply/", values).url)
        page = client.get("/apply/completion/").text
        assert "登録を受け付けました" in page
        assert "もう一度新規登録から" not in page

    def test_the_form_says_that_the_successors_address_is_another(self, member):
        page = Page(browser_of(member).get("/account/handover/"))
        assert "ご自身の登録アドレスとは別のアドレス" in page.hint("後任の方のメールアドレス")


class TestCallingOff:
    def test_the_link_of_a_handover_called_off_says_so_and_the_successor_is_told(
        self, member, client
    ):
        invite(member)
        old = link()
        browser_of(member).post("/account/handover/cancellation/", {"confirmed": "1"})
        assert "取り消しました" in client.get(old).text
        mail = Message.objects.get(kind="handover_cancelled")
        assert mail.recipients == [SUCCESSOR]
        assert f"{member.organization_name}の現在のご担当者（{member.full_name} 様）が" in mail.body
        assert "交代を取り消しました" in mail.body

    def test_what_waits_cannot_be_approved_and_the_operator_reads_why(self, member, reviewer):
        application = apply_by(invite(member))
        member.cancel_handover()
        reviewer_client = browser_of(reviewer)
        page = reviewer_client.get(f"/console/applications/{application.pk}/").text
        assert "この交代を取り消しました" in page
        assert f"/console/applications/{application.pk}/approval/" not in page
        with pytest.raises(StepNotAllowed):
            application.approve(by=reviewer, revision=1)
        application.deny(by=reviewer, reason="取り消されたため", revision=1)
        assert not Message.objects.filter(kind="handover_denied").exists()

    def test_calling_off_what_is_not_there_does_nothing(self, member):
        browser_of(member).post("/account/handover/cancellation/", {"confirmed": "1"})
        assert not Event.objects.filter(name="handover.cancelled").exists()

    def test_asking_for_the_end_of_the_id_calls_it_off(self, member):
        handover = invite(member)
        session = browser_of(member)
        assert "交代は取り消され" in session.get("/account/retirement/").text
        session.post(
            "/account/retirement/", {"understood": "on", "old_password": factories.PASSWORD}
        )
        handover.refresh_from_db()
        assert handover.outcome == "cancelled"

    def test_when_the_old_id_is_ended_the_application_becomes_an_ordinary_one(
        self, member, reviewer
    ):
        factories.published(member, by=reviewer)
        handover = invite(member)
        application = apply_by(handover)
        member.retire(by=reviewer, reason=factories.REASON)
        mail = Message.objects.get(kind="handover_cancelled")
        assert "通常の新規登録として" in mail.body
        page = browser_of(reviewer).get(f"/console/applications/{application.pk}/").text
        assert "通常の新規登録と同じ" in page
        successor = approve(application, reviewer)
        assert successor.organization == member.organization
        assert not Listing.objects.of(successor).exists()

    def test_a_freeze_stops_no_handover(self, member, reviewer):
        application = apply_by(invite(member))
        for _ in range(settings.LOGIN_TRIES):
            Client().post("/login/", {"login_id": "Minato2026", "password": "wrong-1234"})
        page = browser_of(reviewer).get(f"/console/applications/{application.pk}/").text
        assert "凍結中" in page
        assert approve(application, reviewer).is_active


class TestOperator:
    def test_the_page_says_from_whom_and_how_much_goes_over(self, member, reviewer):
        factories.listing(member)
        application = apply_by(invite(member))
        reviewer_client = browser_of(reviewer)
        assert "担当者の交代" in reviewer_client.get("/console/applications/").text
        page = reviewer_client.get(f"/console/applications/{application.pk}/").text
        assert "Minato2026" in page
        assert "掲載情報1件" in page
        assert "事業者名が同じです" not in page


def test_the_operators_staff_hand_nothing_over(reviewer):
    with pytest.raises(PermissionDenied):
        invite(reviewer)
