"""The forgotten password (manual §5.1)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengen import clock
from dengen.accounts.models import PasswordRequest
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of
from tests.keys import mailed_key
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db
NEW = "atarashii-2027"
COMPANY = "みなと火力発電株式会社"


@pytest.fixture
def member(db):
    return factories.member(login_name="Minato2026", organization_name=COMPANY)


def ask(login_id: str = "Minato2026", **changes: str):
    values = {"organization_name": COMPANY, "login_id": login_id, "email": ""}
    return Client().post("/password/", values | changes)


def granted(member, reviewer) -> str:
    """A temporary password, as it stands in the mail."""
    ask()
    run_tasks()
    browser_of(reviewer).post(
        f"/console/password-requests/{PasswordRequest.objects.waiting().get().pk}/approval/"
    )
    mail = Message.objects.filter(kind="password_reset_granted").latest("pk")
    return re.search(r"仮パスワード　：(\S+)", mail.whole_body)[1]


def log_in(password: str) -> Client:
    client = Client()
    client.post("/login/", {"login_id": "Minato2026", "password": password})
    return client


def set_new(client: Client, address: str = "/password/new/"):
    return client.post(address, {"password": NEW, "password_again": NEW})


def is_inside(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_request_waits_for_the_operator_and_its_owner_is_told(member):
    ask()
    run_tasks()
    request = PasswordRequest.objects.waiting().get()
    assert request.account == member
    assert Message.objects.filter(kind="password_reset_received", reader=member).exists()
    assert Message.objects.filter(kind="password_reset_arrived").exists()


def test_an_unknown_id_gets_the_same_answer_from_the_same_work(member):
    ask("Hajimete2026")  # the network has its count
    answers, work = [], []
    for login_id in ["Minato2026", "Shiranai2026"]:
        with CaptureQueriesContext(connection) as queries:
            answers.append(ask(login_id))
        work.append(len(queries))
    assert work[0] == work[1]
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, "/password/completion/")
    }
    run_tasks()
    assert PasswordRequest.objects.count() == 1


def test_the_id_counts_in_any_width_and_case(member):
    ask("ｍｉｎａｔｏ２０２６")
    run_tasks()
    assert PasswordRequest.objects.waiting().exists()


def test_a_new_password_asked_for_twice_waits_once(member):
    ask()
    ask()
    run_tasks()
    assert PasswordRequest.objects.count() == 1
    assert Message.objects.filter(kind="password_reset_received").count() == 1


def test_the_operator_sees_what_does_not_fit(member, reviewer):
    ask(organization_name="別の電力株式会社", email="stranger@other.example.jp")
    run_tasks()
    request = PasswordRequest.objects.get()
    page = browser_of(reviewer).get(f"/console/password-requests/{request.pk}/").content.decode()
    assert page.count("登録と異なります") == 2


def test_the_temporary_password_opens_nothing_but_setting_a_new_one(member, reviewer):
    client = log_in(granted(member, reviewer))
    assert not is_inside(client)
    assert "新しいパスワードの設定" in client.get("/password/new/").content.decode()
    assert set_new(client).url == "/"
    assert is_inside(client)  # whoever has just proven who it is needn't type it once more
    assert is_inside(log_in(NEW))
    assert not is_inside(log_in(factories.PASSWORD))


def test_the_temporary_password_is_good_once(member, reviewer):
    temporary = granted(member, reviewer)
    set_new(log_in(temporary))
    again = log_in(temporary)
    assert again.get("/password/new/").url == "/password/"
    assert not is_inside(again)


def test_the_temporary_password_is_said_to_be_good_until_a_new_one_is_set(member, reviewer):
    temporary = granted(member, reviewer)
    mail = Message.objects.filter(kind="password_reset_granted").latest("pk")
    assert "新しいパスワードを設定すると無効になり" in mail.body
    assert "一度だけ" not in mail.body
    for _browser in range(2):
        assert log_in(temporary).get("/password/new/").status_code == 200


def test_setting_a_new_password_can_be_left_and_taken_up_again(member, reviewer):
    temporary = granted(member, reviewer)
    client = log_in(temporary)
    assert client.post("/password/new/", {"leave": "1"}).url == "/login/"
    assert "新しいパスワードは設定していません" in client.get("/login/").text
    assert client.get("/password/new/").url == "/password/"
    assert set_new(log_in(temporary)).status_code == 302
    assert is_inside(log_in(NEW))


@pytest.mark.parametrize(("minutes", "is_good"), [(-1, True), (0, False)])
def test_the_temporary_password_is_good_for_the_hours_set(member, reviewer, minutes, is_good):
    temporary = granted(member, reviewer)
    late = timedelta(hours=settings.TEMPORARY_PASSWORD_HOURS, minutes=minutes)
    with clock.at(clock.now() + late):
        set_new(log_in(temporary))
    assert is_inside(log_in(NEW)) is is_good


def test_the_old_password_goes_on_until_a_new_one_is_set(member, reviewer):
    granted(member, reviewer)
    assert is_inside(log_in(factories.PASSWORD))


def test_a_newer_temporary_password_replaces_the_older(member, reviewer):
    older = granted(member, reviewer)
    granted(member, reviewer)
    assert log_in(older).get("/password/new/").status_code == 302


def test_a_new_password_keeps_the_rules_and_both_are_the_same(member, reviewer):
    client = log_in(granted(member, reviewer))
    for values in [{"password": "short", "password_again": "short"}, {"password": NEW}]:
        assert client.post("/password/new/", values).context["form"].errors
    assert is_inside(log_in(factories.PASSWORD))


def test_of_a_frozen_id_the_operator_reads_the_manuals_words(member, reviewer):
    ask()
    run_tasks()
    for _try in range(settings.LOGIN_TRIES):
        log_in("wrong-1234")
    request = PasswordRequest.objects.get()
    address = f"/console/password-requests/{request.pk}/"
    answer = browser_of(reviewer).post(f"{address}approval/", follow=True).content.decode()
    assert "対応いたしかねます" in answer
    assert PasswordRequest.objects.waiting().exists()
    assert not Message.objects.filter(kind="password_reset_granted").exists()


def test_a_freeze_after_the_grant_keeps_the_temporary_password_out_too(member, reviewer):
    temporary = granted(member, reviewer)
    client = log_in(temporary)
    for _try in range(settings.LOGIN_TRIES):
        log_in("wrong-1234")
    set_new(client)
    assert not is_inside(log_in(NEW))


def test_nobody_but_its_owner_reads_the_temporary_password(member, reviewer):
    temporary = granted(member, reviewer)
    mail = Message.objects.get(kind="password_reset_granted")
    page = browser_of(reviewer).get(f"/console/mails/{mail.pk}/").content.decode()
    assert temporary not in page
    assert temporary not in str(list(Event.objects.values()))
    assert temporary not in str(list(PasswordRequest.objects.values()))


def test_a_request_that_is_denied_tells_why(member, reviewer):
    ask()
    run_tasks()
    request = PasswordRequest.objects.get()
    address = f"/console/password-requests/{request.pk}/denial/"
    assert browser_of(reviewer).post(address, {"reason": " "}).status_code == 422
    browser_of(reviewer).post(address, {"reason": "事業者名が登録と異なります。"})
    assert "事業者名が登録と異なります。" in Message.objects.get(kind="password_reset_denied").body
    assert not PasswordRequest.objects.waiting().exists()


def test_two_operators_answer_a_password_request_once(member, reviewer):
    ask()
    run_tasks()
    address = f"/console/password-requests/{PasswordRequest.objects.get().pk}/approval/"
    browser_of(reviewer).post(address)
    answer = browser_of(factories.operator()).post(address, follow=True).content.decode()
    assert "すでに対応が済んでいます" in answer
    assert Message.objects.filter(kind="password_reset_granted").count() == 1


def test_a_password_request_is_due_on_the_next_business_day(member, reviewer):
    with clock.at(clock.now().replace(2026, 12, 31, 3)):
        ask()
        run_tasks()
    assert str(PasswordRequest.objects.get().due_on) == "2027-01-04"


def test_a_suspended_member_gets_no_further_by_a_temporary_password(member, reviewer):
    request = member.password_requests.create(organization_name="第1電力株式会社")
    request.grant(by=reviewer)
    session = log_in(mailed_key("password_reset_granted"))
    member.suspend(by=reviewer, reason="確認が取れていません。")
    set_new(session)
    assert not is_inside(session)
    assert not is_inside(log_in(NEW))


class TestSelfService:
    """Where the operator has switched it on."""

    @pytest.fixture(autouse=True)
    def is_on(self, settings):
        settings.PASSWORD_SELF_SERVICE = True

    def link(self) -> str:
        return re.search(
            r"/password/new/\S+", Message.objects.get(kind="password_link").whole_body
        )[0]

    def test_who_knows_the_mail_address_gets_a_link_that_opening_does_not_use_up(self, member):
        ask(email=member.email.upper())
        run_tasks()
        client, link = Client(), self.link()
        for _look in range(2):
            assert "新しいパスワードの設定" in client.get(link).content.decode()
        set_new(client, link)
        assert is_inside(log_in(NEW))
        assert client.get(link).url == "/password/"

    def test_who_does_not_waits_for_the_operator(self, member):
        ask(email="stranger@other.example.jp")
        run_tasks()
        assert PasswordRequest.objects.waiting().exists()
        assert not Message.objects.filter(kind="password_link").exists()

    def test_beyond_so_many_links_for_all_ids_the_operator_is_told_and_answers(
        self, member, settings
    ):
        settings.PASSWORD_LINKS = 1
        other = factories.member(organization_name="株式会社あおば電力")
        for one in (member, other):
            ask(str(one.login_id), organization_name=one.organization_name, email=one.email)
        run_tasks()
        assert Message.objects.get(kind="password_link").recipients == [member.email]
        (waiting,) = PasswordRequest.objects.waiting()
        assert waiting.account == other
        told = Message.objects.get(kind="password_reset_arrived")
        assert other.organization_name in told.whole_body

    def test_a_frozen_id_gets_no_link(self, member):
        for _try in range(settings.LOGIN_TRIES):
            log_in("wrong-1234")
        ask(email=member.email)
        run_tasks()
        assert not Message.objects.filter(kind="password_link").exists()


def test_for_one_id_another_password_is_asked_for_so_often_and_no_more(member, settings):
    settings.PASSWORD_REQUESTS_PER_ID = 2
    assert [ask(name).status_code for name in ("Minato2026", "minato2026")] == [302, 302]
    assert ask("MINATO2026").status_code == 429
    assert ask("Aoba20260").status_code == 302


def test_from_one_network_another_password_is_asked_for_so_often_and_no_more(member, settings):
    settings.PASSWORD_REQUESTS_PER_NETWORK = 2
    assert [ask(name).status_code for name in ("Aoba20260", "Yodo202600")] == [302, 302]
    assert ask().status_code == 429
    typed = {"organization_name": COMPANY, "login_id": "Minato2026", "email": ""}
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").post("/password/", typed)
    assert elsewhere.status_code == 302


def test_beyond_so_many_in_an_hour_for_all_ids_no_request_is_taken(member, settings):
    settings.PASSWORD_REQUESTS_PER_HOUR = 2
    for name in ("Aoba20260", "Minato2026"):
        assert ask(name).status_code == 302
    refused = ask("Yodo202600")
    assert refused.status_code == 429
    assert "パスワード再設定の依頼が続いたため" in refused.text
    with time_machine.travel(clock.now() + timedelta(hours=1, seconds=1)):
        assert ask("Yodo202600").status_code == 302


def test_only_the_right_business_and_id_are_asked_for(db):
    form = ask("", organization_name="").context["form"]
    assert set(form.errors) == {"login_id", "organization_name"}


@pytest.mark.parametrize("step", ["approval", "denial"])
def test_nobody_answers_their_own_request(reviewer, step):
    request = PasswordRequest.objects.create(account=reviewer, organization_name="")
    address = f"/console/password-requests/{request.pk}/{step}/"
    page = browser_of(reviewer).post(address, {"reason": "理由"}, follow=True)
    assert "ご自身の依頼には、他の職員が対応します。" in page.text
    assert PasswordRequest.objects.waiting().contains(request)


def test_an_id_that_was_suspended_meanwhile_gets_no_password(member, reviewer):
    request = member.password_requests.create(organization_name=COMPANY)
    member.suspend(by=reviewer, reason=factories.REASON)
    with pytest.raises(StepNotAllowed, match="利用を停止している"):
        request.grant(by=reviewer)
    assert not Message.objects.filter(kind="password_reset_granted").exists()


def test_a_temporary_password_opens_nobody_elses_id(member, reviewer):
    password = granted(member, reviewer)
    factories.member(login_name="Betsu2026")
    answer = Client().post("/login/", {"login_id": "Betsu2026", "password": password})
    assert answer.status_code == 200
