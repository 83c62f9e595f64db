"""Setting up a second factor, and what staff without one may do."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pyotp import TOTP

from dengen import clock
from dengen.accounts.models import Account, AuthenticatorApp
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from dengen.mail.models import Message
from tests import factories
from tests.accounts.authentication.security_key import SecurityKey
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
SETTINGS = "/account/second-factor/"
APP = "/account/second-factor/app/"
PASSKEY = "/account/second-factor/passkeys/new/"
CODES = "/account/second-factor/recovery-codes/"


@pytest.fixture
def newcomer(db) -> Account:
    return factories.operator(login_id="Shinsa2026")


@pytest.fixture
def half_in(client, newcomer) -> Client:
    """A browser in which the newcomer has typed the password, and has no second factor."""
    client.post("/login/", {"login_id": "Shinsa2026", "password": factories.PASSWORD})
    return client


@pytest.fixture
def own_client(newcomer) -> Client:
    """A browser of somebody with an authenticator app."""
    factories.authenticator_app(newcomer)
    return browser_of(newcomer)


def shown_code(client: Client) -> str:
    """What an app shows that has read the page's key."""
    secret = client.get(APP).context["secret"].replace(" ", "")
    return TOTP(secret).at(clock.now())


def set_up_app(client: Client):
    return client.post(APP, {"code": shown_code(client)})


@pytest.mark.parametrize(
    "page", ["/console/", "/console/operators/", "/listings/", "/account/", "/account/password/"]
)
def test_without_one_every_page_leads_to_setting_it_up(half_in, page):
    assert half_in.get(page).url == SETTINGS
    assert half_in.post(page).url == SETTINGS


def test_the_first_one_opens_the_console_and_shows_recovery_codes(half_in):
    page = set_up_app(half_in)
    assert len(page.context["codes"]) == 10
    assert all(code in page.text for code in page.context["codes"])
    assert half_in.get("/console/").status_code == 200


def test_somebody_without_one_can_log_out(half_in):
    assert half_in.post("/logout/").url == "/login/"


def test_the_key_is_shown_as_a_picture_and_as_text(half_in):
    page = half_in.get(APP)
    assert page.context["picture"].startswith("data:image/svg+xml")
    assert page.context["secret"] in page.text


def test_the_key_stays_the_same_until_it_is_used(half_in):
    secret = half_in.get(APP).context["secret"]
    page = half_in.post(APP, {"code": "000000"})
    assert page.context["secret"] == secret
    assert "コードが正しくありません" in page.text


def test_the_key_is_not_readable_in_the_database(half_in):
    secret = half_in.get(APP).context["secret"].replace(" ", "")
    set_up_app(half_in)
    assert secret not in AuthenticatorApp.objects.get().sealed_secret


def test_with_another_key_of_the_board_no_code_is_right(client, own_client, newcomer, settings):
    code = factories.code(newcomer)
    settings.SECRET_KEY = "another-" * 8
    client.post("/login/", {"login_id": "Shinsa2026", "password": factories.PASSWORD})
    page = client.post("/login/second-step/", {"way": "app", "code": code})
    assert "コードが正しくありません" in page.text


def test_the_person_is_told_of_every_change(own_client):
    key = SecurityKey()
    own_client.post(
        PASSKEY, {"name": "", "answer": key.create(own_client.get(PASSKEY).context["options"])}
    )
    own_client.post(CODES)
    own_client.post("/account/second-factor/app/removal/", {"confirmed": "1"})
    kinds = Message.objects.exclude(kind="application_received").values_list("kind", flat=True)
    assert list(kinds.order_by("pk")) == [
        "second_factor_added",
        "second_factor_added",
        "recovery_codes_renewed",
        "second_factor_removed",
    ]


def test_another_browser_that_only_knew_the_password_is_shut_out(half_in, newcomer):
    factories.authenticator_app(newcomer)
    assert half_in.get(APP).url.startswith("/login/")
    assert "_auth_user_id" not in half_in.session


def test_each_of_the_staff_has_one_authenticator_app(own_client):
    assert own_client.get(APP).url == SETTINGS


def test_there_may_be_many_passkeys_each_with_its_name(own_client, newcomer):
    for name in ["業務用パソコン", "予備の鍵"]:
        answer = SecurityKey().create(own_client.get(PASSKEY).context["options"])
        assert own_client.post(PASSKEY, {"name": name, "answer": answer}).url == SETTINGS
    page = own_client.get(SETTINGS).text
    assert "業務用パソコン" in page
    assert "予備の鍵" in page


def test_a_key_belongs_to_one_account(own_client, newcomer):
    key = SecurityKey()
    own_client.post(PASSKEY, {"answer": key.create(own_client.get(PASSKEY).context["options"])})
    other = browser_of(factories.operator())
    page = other.post(PASSKEY, {"answer": key.create(other.get(PASSKEY).context["options"])})
    assert "パスキーを確認できませんでした" in page.text


@pytest.mark.parametrize("answer", ["", "{}", "null", "[" * 9_000, '{"id": "x"}'])
def test_a_nonsensical_answer_makes_no_passkey(own_client, newcomer, answer):
    own_client.get(PASSKEY)
    assert "パスキーを確認できませんでした" in own_client.post(PASSKEY, {"answer": answer}).text
    assert not newcomer.passkeys.exists()


def test_an_answer_to_an_older_question_makes_no_passkey(own_client, newcomer):
    answer = SecurityKey().create(own_client.get(PASSKEY).context["options"])
    own_client.post(PASSKEY, {"answer": "{}"})
    own_client.post(PASSKEY, {"answer": answer})
    assert not newcomer.passkeys.exists()


def test_where_others_could_listen_there_are_no_passkeys(own_client, settings):
    settings.SITE_URL = "http://board.example.jp"
    assert own_client.get(PASSKEY).status_code == 404
    assert PASSKEY not in own_client.get(SETTINGS).text


def test_the_last_one_cannot_be_removed(own_client, newcomer):
    page = own_client.post("/account/second-factor/app/removal/", {"confirmed": "1"}, follow=True)
    assert "最後の1つは削除できません" in page.text
    assert newcomer.has_second_factor


def test_another_persons_passkey_cannot_be_removed(own_client, newcomer):
    answer = SecurityKey().create(own_client.get(PASSKEY).context["options"])
    own_client.post(PASSKEY, {"answer": answer})
    other = browser_of(factories.operator())
    other.post(
        reverse("accounts:passkey-removal", args=[newcomer.passkeys.get().pk]), {"confirmed": "1"}
    )
    assert newcomer.passkeys.exists()


def test_new_recovery_codes_are_shown_once(own_client):
    codes = own_client.post(CODES).context["codes"]
    assert not any(code in own_client.get(CODES).text for code in codes)


@pytest.mark.parametrize(("minutes", "asks"), [(14, False), (15, True)])
def test_after_a_quarter_of_an_hour_it_is_asked_for_again(newcomer, minutes, asks):
    start = clock.now()
    with clock.at(start):
        factories.authenticator_app(newcomer)
        own_client = browser_of(newcomer)
    with clock.at(start + timedelta(minutes=minutes)):
        response = own_client.get(CODES)
        assert (response.status_code == 302) == asks
        if asks:
            data = {"way": "app", "code": factories.code(newcomer), "next": CODES}
            assert own_client.post(response.url, data).url == CODES
            assert own_client.get(CODES).status_code == 200
    assert not Event.objects.filter(name="account.logged_in").exists()


class TestWhereItIsOptional:
    @pytest.fixture(autouse=True)
    def optional(self, settings):
        settings.SECOND_FACTOR = "optional"

    def test_the_password_alone_opens_the_console(self, half_in):
        assert half_in.get("/console/").status_code == 200

    def test_who_has_one_is_asked_for_it(self, client, newcomer):
        factories.authenticator_app(newcomer)
        data = {"login_id": "Shinsa2026", "password": factories.PASSWORD}
        assert client.post("/login/", data).url == "/login/second-step/"

    def test_the_last_one_can_be_removed_and_its_codes_go_too(self, own_client, newcomer):
        own_client.post("/account/second-factor/app/removal/", {"confirmed": "1"})
        assert not AuthenticatorApp.objects.exists()
        assert not newcomer.recovery_codes.exists()


def test_members_see_nothing_of_it():
    page = browser_of(factories.member()).get("/account/").text
    assert "二段階認証" not in page


def test_the_account_page_tells_staff_their_role_and_methods(own_client):
    page = own_client.get("/account/").text
    for text in ["審査担当", "二段階認証", "登録済み", "残り10個", "最近のログイン"]:
        assert text in page


def test_a_second_app_does_not_take_the_firsts_place(own_client, newcomer):
    with pytest.raises(StepNotAllowed, match="すでに登録"):
        factories.authenticator_app(Account.objects.get(pk=newcomer.pk))
    assert AuthenticatorApp.objects.count() == 1


def test_without_a_second_factor_there_are_no_recovery_codes(newcomer):
    with pytest.raises(StepNotAllowed, match="先に"):
        newcomer.renew_recovery_codes()


def test_a_member_sets_up_no_second_factor(seller):
    with pytest.raises(PermissionDenied):
        factories.authenticator_app(seller)
