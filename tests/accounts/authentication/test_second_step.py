"""The second step of the staff's login."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dengen import clock
from dengen.accounts.authentication.signing_in import confirm_password
from dengen.accounts.models import AuthenticatorApp
from dengen.events.models import Event
from dengen.mail.models import Message
from tests import factories
from tests.accounts.authentication.security_key import SecurityKey

pytestmark = pytest.mark.django_db
STEP = "/login/second-step/"
WRONG = "コードが正しくありません"
FROZEN = "このアカウントは現在使用できません"


@pytest.fixture
def reviewer(db):
    """Somebody with an authenticator app."""
    account = factories.operator(login_id="Shinsa2026")
    factories.authenticator_app(account)
    return account


def type_password(client: Client, password: str = factories.PASSWORD, following: str = ""):
    data = {"login_id": "Shinsa2026", "password": password, "next": following}
    return client.post("/login/", data)


def type_code(client: Client, code: str):
    return client.post(STEP, {"way": "app", "code": code}, follow=True)


def is_in(client: Client) -> bool:
    return client.get("/console/").status_code == 200


def wrong(account) -> str:
    """Six digits that are no code of now."""
    return f"{(int(factories.code(account)) + 1) % 1_000_000:06}"


def test_the_password_alone_does_not_log_in(client, reviewer):
    assert type_password(client).url == STEP
    assert client.get("/console/").url.startswith("/login/")
    assert client.get("/account/").url.startswith("/login/")


def test_the_code_completes_the_login(client, reviewer):
    type_password(client)
    assert "審査ホーム" in type_code(client, factories.code(reviewer)).text
    login = Event.objects.get(name="account.logged_in", actor=reviewer)
    assert login.particulars == {"second_factor": "app"}


def test_the_second_step_goes_on_to_the_page_that_was_asked_for(client, reviewer):
    type_password(client, following="/console/listings/")
    page = type_code(client, factories.code(reviewer))
    assert page.redirect_chain[-1][0] == "/console/listings/"


@pytest.mark.parametrize("shape", ["{} {}", "{}　{}", "{}-{}"])
def test_the_code_may_be_typed_in_two_groups(client, reviewer, shape):
    type_password(client)
    code = factories.code(reviewer)
    type_code(client, shape.format(code[:3], code[3:]))
    assert is_in(client)


def test_the_code_may_be_typed_in_full_width(client, reviewer):
    type_password(client)
    type_code(
        client,
        factories.code(reviewer).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    )
    assert is_in(client)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "アプリに表示されている6桁の数字を入力してください"),
        ("12345", "6桁の数字を入力してください（例：123456）"),
        ("abcdef", "6桁の数字を入力してください（例：123456）"),
        ("9" * 30_000, "文字以内で入力してください"),
    ],
)
def test_what_is_no_code_is_explained_and_not_counted(client, reviewer, typed, advice):
    type_password(client)
    for _ in range(settings.LOGIN_TRIES + 1):
        page = type_code(client, typed).text
    assert advice in page
    assert "id_code_error" in page


def test_a_code_is_good_once(client, reviewer):
    code = factories.code(reviewer)
    type_password(client)
    type_code(client, code)
    other = Client()
    type_password(other)
    assert WRONG in type_code(other, code).text
    assert not is_in(other)


@pytest.mark.parametrize(("seconds", "is_right"), [(-30, True), (0, True), (30, True), (61, False)])
def test_a_clock_that_is_half_a_minute_wrong_does_no_harm(client, reviewer, seconds, is_right):
    AuthenticatorApp.objects.update(last_step=0)
    start = clock.now().replace(second=0, microsecond=0)
    with clock.at(start):
        code = factories.code(reviewer)
    with clock.at(start + timedelta(seconds=seconds)):
        type_password(client)
        type_code(client, code)
        assert is_in(client) == is_right


def test_the_last_wrong_code_allowed_freezes(client, reviewer):
    type_password(client)
    for _ in range(settings.LOGIN_TRIES - 1):
        assert WRONG in type_code(client, wrong(reviewer)).text
    assert FROZEN in type_code(client, wrong(reviewer)).text
    assert FROZEN in type_password(client).text
    assert Message.objects.filter(kind="account_frozen").count() == 1


def test_the_right_password_in_between_does_not_reset_the_count(client, reviewer):
    for _ in range(settings.LOGIN_TRIES - 1):
        type_password(client)
        type_code(client, wrong(reviewer))
    type_password(client)
    assert FROZEN in type_code(client, wrong(reviewer)).text


def test_the_right_code_resets_the_count(client, reviewer):
    type_password(client)
    for _ in range(settings.LOGIN_TRIES - 1):
        type_code(client, wrong(reviewer))
    type_code(client, factories.code(reviewer))
    assert reviewer.guard.failures == 0


def test_a_freeze_by_somebody_else_stops_the_second_step(client, reviewer):
    type_password(client)
    for _ in range(settings.LOGIN_TRIES):
        type_password(Client(), "wrong-1234")
    assert FROZEN in type_code(client, factories.code(reviewer)).text


@pytest.mark.parametrize(("minutes", "waits"), [(9, True), (10, False)])
def test_the_password_is_good_for_ten_minutes(client, reviewer, minutes, waits):
    start = clock.now()
    with clock.at(start):
        type_password(client)
    with clock.at(start + timedelta(minutes=minutes)):
        assert (client.get(STEP).status_code == 200) == waits


def test_another_password_meanwhile_ends_the_second_step(client, reviewer):
    type_password(client)
    reviewer.change_password("atarashii-2027", by=reviewer)
    assert client.get(STEP).url == "/login/"


def test_nobody_comes_to_the_second_step_without_a_password(client, reviewer):
    page = client.get(STEP, follow=True)
    assert page.redirect_chain[-1][0] == "/login/"
    assert "もう一度、会員IDとパスワードを入力してください" in page.text


def test_a_login_renews_the_session_twice(client, reviewer):
    type_password(client)
    between = client.session.session_key
    type_code(client, factories.code(reviewer))
    assert client.session.session_key != between


def test_members_have_no_second_step(client):
    factories.member(login_name="Shinsa2026")
    assert type_password(client).url == "/"


class TestRecoveryCode:
    @pytest.fixture
    def codes(self, reviewer):
        return reviewer.renew_recovery_codes()

    def enter(self, client, code):
        type_password(client)
        return client.post(STEP, {"way": "recovery_code", "recovery_code": code}, follow=True)

    def test_a_recovery_code_stands_in_for_the_app_and_its_owner_is_told(
        self, client, reviewer, codes
    ):
        self.enter(client, codes[3])
        assert is_in(client)
        assert "残りは9個です" in Message.objects.get(kind="recovery_code_used").body

    @pytest.mark.parametrize(
        "change", [str.upper, lambda code: code.replace("-", " "), "　{}".format]
    )
    def test_a_recovery_code_may_be_typed_loosely(self, client, codes, change):
        self.enter(client, change(codes[0]))
        assert is_in(client)

    def test_a_recovery_code_is_good_once(self, client, codes):
        self.enter(client, codes[0])
        other = Client()
        assert "すでに使われています" in self.enter(other, codes[0]).text
        assert not is_in(other)

    def test_a_wrong_recovery_code_counts(self, client, reviewer, codes):
        for _ in range(settings.LOGIN_TRIES):
            page = self.enter(client, "aaaaa-bbbbb")
        assert FROZEN in page.text

    def test_an_older_recovery_code_is_void(self, client, reviewer, codes):
        reviewer.renew_recovery_codes()
        self.enter(client, codes[0])
        assert not is_in(client)

    def test_another_persons_recovery_code_is_of_no_use(self, client, reviewer):
        other = factories.operator()
        factories.authenticator_app(other)
        self.enter(client, other.renew_recovery_codes()[0])
        assert not is_in(client)


class TestPasskey:
    @pytest.fixture
    def key(self, reviewer):
        """A key that the reviewer has registered."""
        key, own_client = SecurityKey(), Client()
        own_client.force_login(reviewer)
        page = own_client.get(reverse("accounts:passkey"))
        answer = key.create(page.context["options"])
        own_client.post(reverse("accounts:passkey"), {"name": "予備の鍵", "answer": answer})
        return key

    def asked(self, client) -> str:
        type_password(client)
        return client.get(STEP).context["options"]

    def send(self, client, answer: str):
        return client.post(STEP, {"way": "passkey", "answer": answer}, follow=True)

    def test_a_passkey_completes_the_login(self, client, reviewer, key):
        self.send(client, key.use(self.asked(client)))
        assert is_in(client)
        assert reviewer.passkeys.get().used_at

    def test_an_answer_is_good_once(self, client, key):
        answer = key.use(self.asked(client))
        self.send(client, answer)
        other = Client()
        self.asked(other)
        self.send(other, answer)
        assert not is_in(other)

    def test_an_answer_given_to_another_site_is_refused(self, client, key):
        page = self.send(client, key.use(self.asked(client), "https://evil.example"))
        assert "確認できませんでした" in page.text
        assert not is_in(client)

    def test_an_unknown_key_is_refused(self, client, key):
        self.send(client, SecurityKey().use(self.asked(client)))
        assert not is_in(client)

    def test_a_copy_of_the_key_is_found_out_by_its_count(self, client, reviewer, key):
        reviewer.passkeys.update(count=7)
        self.send(client, key.use(self.asked(client)))
        assert not is_in(client)

    def test_a_count_that_stands_still_is_of_a_copy(self, client, key):
        copied = key.count
        self.send(client, key.use(self.asked(client)))
        assert is_in(client)
        key.count = copied
        other = Client()
        self.send(other, key.use(self.asked(other)))
        assert not is_in(other)

    def test_a_key_that_never_counts_is_taken_again_and_again(self, key):
        for _time in range(2):
            key.count = -1  # it tells 0, as passkeys that are synchronized do
            client = Client()
            self.send(client, key.use(self.asked(client)))
            assert is_in(client)

    @pytest.mark.parametrize("answer", ["", "{", "[]", "null", '{"id": 3}', "[" * 9_000])
    def test_a_nonsensical_answer_does_no_harm(self, client, key, answer):
        self.asked(client)
        assert self.send(client, answer).status_code == 200
        assert not is_in(client)

    def test_a_failed_passkey_counts(self, client, key):
        for _ in range(settings.LOGIN_TRIES):
            page = self.send(client, SecurityKey().use(self.asked(client)))
        assert FROZEN in page.text


def test_the_right_password_typed_again_inside_does_not_reset_the_count(client, reviewer):
    type_password(client)
    for _try in range(settings.LOGIN_TRIES - 1):
        type_code(client, wrong(reviewer))
    confirm_password(reviewer, factories.PASSWORD)
    assert FROZEN in type_code(client, wrong(reviewer)).text
