"""New terms are agreed to at the next login, or in a running session, before anything else."""

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from dengen import clock
from dengen.accounts.authentication.middleware.consent_first import REMAINING
from dengen.accounts.models import Account, Terms
from dengen.events.models import Event
from dengen.japan.business_days import TOKYO, today
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
ASKED = "/terms/consent/?next="


@pytest.fixture
def member(db):
    return factories.member(login_name="Minato2026")


def agree(session: Client, terms: Terms, **changes: str):
    values = {"consent-terms": str(terms.pk), "consent-agreed": "on", "next": ""} | changes
    return session.post("/terms/consent/", values)


def test_consent_is_asked_after_the_login_which_then_goes_on(client, member):
    newest = factories.new_terms()
    login = {"login_id": "Minato2026", "password": factories.PASSWORD, "next": "/listings/mine/"}
    after_login = client.post("/login/", login)
    asked = client.get(after_login.url)
    assert asked.url == ASKED + "%2Flistings%2Fmine%2F"
    page = client.get(asked.url).text
    assert "第2版" in page
    assert "<ins>" in page
    assert agree(client, newest, next="/listings/mine/").url == "/listings/mine/"
    assert client.get("/listings/mine/").status_code == 200


def test_consent_is_recorded_with_version_and_time(member):
    newest = factories.new_terms()
    agree(browser_of(member), newest)
    member.refresh_from_db()
    assert member.terms == newest
    assert clock.now() - member.consented_at < timedelta(minutes=1)
    event = Event.objects.about(member).get(name="terms.accepted")
    assert (event.actor, event.particular("version")) == (member, 2)


def test_a_running_session_is_asked_from_midnight_on(member):
    session = browser_of(member)
    midnight = datetime.combine(today() + timedelta(days=1), datetime.min.time(), TOKYO)
    factories.new_terms(1)
    with clock.at(midnight - timedelta(seconds=1)):
        assert session.get("/").status_code == 200
    with clock.at(midnight):
        assert session.get("/").url == ASKED + "%2F"


def test_without_the_check_it_is_asked_again(member):
    newest = factories.new_terms()
    response = agree(browser_of(member), newest, **{"consent-agreed": ""})
    assert list(response.context["form"].errors) == ["agreed"]
    assert Account.objects.get(pk=member.pk).terms.version == 1


def test_what_was_shown_is_what_is_agreed_to(member):
    shown = factories.new_terms()
    session = browser_of(member)
    factories.new_terms()
    page = agree(session, shown).text
    assert "もう一度改定されました" in page
    assert "第3版" in page
    assert Account.objects.get(pk=member.pk).terms.version == 1


def test_agreeing_to_terms_twice_is_once(member):
    newest = factories.new_terms()
    session = browser_of(member)
    assert agree(session, newest).url == agree(session, newest).url == "/"
    assert Event.objects.filter(name="terms.accepted").count() == 1


def test_consent_leads_on_to_no_other_site(member):
    newest = factories.new_terms()
    assert agree(browser_of(member), newest, next="https://elsewhere.example/").url == "/"


def test_what_was_typed_and_sent_meanwhile_is_kept_and_goes_on(member):
    session = browser_of(member)
    newest = factories.new_terms()
    typed = {"title": "長い時間をかけて書いた<題名>", "start_on": ""}
    asked = session.post("/listings/new/?from=home", typed)
    assert "利用規約が改定されました" in asked.text
    assert 'action="/listings/new/?from=home"' in asked.text
    assert 'name="title" value="長い時間をかけて書いた&lt;題名&gt;"' in asked.text
    undecided = session.post("/listings/new/", typed | {"consent-terms": str(newest.pk)})
    assert 'name="title"' in undecided.text
    assert "チェックを入れてください" in undecided.text
    agreed = {"consent-terms": str(newest.pk), "consent-agreed": "on"}
    page = session.post("/listings/new/", typed | agreed)
    assert page.context["form"]["title"].value() == typed["title"]
    assert Account.objects.get(pk=member.pk).terms == newest


def test_a_password_is_kept_on_no_page(member):
    session = browser_of(member)
    factories.new_terms()
    response = session.post("/account/password/", {"old_password": factories.PASSWORD})
    assert response.url.startswith(ASKED)


def test_a_button_pressed_meanwhile_does_nothing_and_leads_back_to_its_page(member):
    listing = factories.listing(member)
    session = browser_of(member)
    factories.new_terms()
    page = f"http://testserver/listings/{listing.pk}/"
    response = session.post(f"/listings/{listing.pk}/deletion/", headers={"referer": page})
    assert response.url == f"{ASKED}%2Flistings%2F{listing.pk}%2F"
    listing.refresh_from_db()
    assert listing.status == "pending"


@pytest.mark.parametrize("address", ["/", "/listings/", "/account/", "/account/password/"])
def test_who_does_not_agree_gets_no_further(member, address):
    factories.new_terms()
    session = browser_of(member)
    assert session.post("/terms/refusal/").url == "/terms/refusal/"
    assert session.get(address).url.startswith(ASKED)
    assert session.post(address).url.startswith(ASKED)
    assert Event.objects.about(member).get(name="terms.declined").particular("version") == 2


def test_who_does_not_agree_can_read_leave_end_the_id_and_think_again(member):
    newest = factories.new_terms()
    session = browser_of(member)
    session.post("/terms/refusal/")
    page = session.get("/terms/refusal/").text
    assert "/terms/consent/" in page
    assert session.get("/terms/").status_code == 200
    assert session.get("/terms/1/").status_code == 200
    session.post("/account/retirement/", {"understood": "on", "old_password": factories.PASSWORD})
    assert member.waiting_retirement
    assert "ID削除を申請しています" in session.get("/terms/refusal/").text
    session.post("/account/retirement/withdrawal/")
    assert not member.waiting_retirement
    assert agree(session, newest).url == "/"
    assert session.post("/logout/").url == "/login/"


def test_declining_twice_is_recorded_once_for_each_version(member):
    factories.new_terms()
    session = browser_of(member)
    for _ in range(2):
        session.post("/terms/refusal/")
    factories.new_terms()
    session.post("/terms/refusal/")
    assert Event.objects.filter(name="terms.declined").count() == 2


def test_who_applied_under_old_terms_is_asked_at_the_first_login(client, reviewer):
    application = factories.application(login_name="Minato2026").submit()
    factories.new_terms()
    application.approve(by=reviewer, revision=1)
    client.post("/login/", {"login_id": "Minato2026", "password": factories.PASSWORD})
    assert client.get("/").url == ASKED + "%2F"


def test_the_operators_staff_are_not_asked(reviewer):
    factories.new_terms()
    assert browser_of(reviewer).get("/console/").status_code == 200


def test_announced_terms_ask_nobody(member):
    factories.new_terms(1)
    assert browser_of(member).get("/").status_code == 200


def test_asking_for_consent_costs_no_query(member):
    session = browser_of(member)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        session.get("/terms/")
    about_terms = [one["sql"] for one in queries if "accounts_terms" in one["sql"]]
    loading = [sql for sql in about_terms if "accounts_account" in sql]
    assert len(loading) == 1  # the session's account, with the version in force beside it
    with CaptureQueriesContext(connection) as queries:
        session.get("/listings/")
    assert not any("accounts_terms" in one["sql"] for one in queries)  # nothing happened since


def test_every_address_that_remains_without_consent_exists():
    names = {f"accounts:{name}" for name in get_resolver("dengen.accounts.urls").reverse_dict}
    assert names >= REMAINING


def test_a_form_sent_after_the_session_ended_waits_behind_the_consent(member):
    seal = str(browser_of(member).get("/listings/new/").context["seal"])
    newest = factories.new_terms()
    session = Client()
    sent = session.post("/listings/new/", {"seal": seal, "title": "時間をかけて書いた"})
    login = {"login_id": "Minato2026", "password": factories.PASSWORD}
    wanted = session.post(sent.url, login).url
    assert session.get(wanted).url == ASKED + quote(wanted, safe="")
    agree(session, newest, next=wanted)
    form = session.get(wanted).context["form"]
    assert form["title"].value() == "時間をかけて書いた"


def test_agreed_to_in_two_tabs_is_agreed_to_once(member):
    newest = factories.new_terms()
    for _press in range(2):
        member.accept_terms(newest)
    assert Event.objects.filter(name="terms.accepted").count() == 1
