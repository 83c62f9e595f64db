"""ID・パスワードについて, 2.2, 2.3, 5.1 and 5.2, rule by rule as the manual has them."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from dengen import clock
from dengen.accounts.membership.account.contact import CONTACT_FIELDS
from dengen.accounts.models import Account
from tests import factories
from tests.conftest import browser_of
from tests.letters import letter_to
from tests.pages import Page, words
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db

WRONG = "chigau-2026"


@pytest.fixture
def member():
    return factories.member(login_name="Minato2026", organization_name="みなと火力発電株式会社")


def log_in(password: str, client: Client | None = None):
    """What the login page answers."""
    values = {"login_id": "Minato2026", "password": password}
    return (client or Client()).post("/login/", values)


def is_let_in(answer) -> bool:
    """Whether the login led on."""
    return answer.status_code == 302


class TestLogin:
    """2.2 and 2.3."""

    def test_the_id_and_the_password_lead_to_the_home_page(self, member):
        client = Client()
        assert log_in(factories.PASSWORD, client).url == "/"
        assert Page(client.get("/")).heading() == "ホーム"

    def test_the_login_page_warns_of_the_freeze(self, client):
        text = Page(client.get("/login/")).soup.get_text()
        assert f"連続で{settings.LOGIN_TRIES}回間違えると" in text
        assert f"{settings.FREEZE_HOURS}時間ログインできなくなります" in text

    def test_wrong_passwords_freeze_only_in_a_row(self, member):
        for _try in range(settings.LOGIN_TRIES - 1):
            log_in(WRONG)
        assert is_let_in(log_in(factories.PASSWORD))
        for _try in range(settings.LOGIN_TRIES - 1):
            log_in(WRONG)
        assert is_let_in(log_in(factories.PASSWORD))

    def test_while_frozen_it_says_the_manuals_words(self, member):
        for _try in range(settings.LOGIN_TRIES):
            log_in(WRONG)
        assert "このアカウントは現在使用できません" in log_in(factories.PASSWORD).text

    def test_the_freeze_lasts_as_many_hours_as_are_set(self, member):
        for _try in range(settings.LOGIN_TRIES):
            log_in(WRONG)
        end = clock.now() + timedelta(hours=settings.FREEZE_HOURS)
        with time_machine.travel(end - timedelta(minutes=1)):
            assert not is_let_in(log_in(factories.PASSWORD))
        with time_machine.travel(end + timedelta(minutes=1)):
            assert is_let_in(log_in(factories.PASSWORD))

    def test_logging_out_returns_to_the_login_page(self, member):
        client = browser_of(member)
        answer = client.post("/logout/", follow=True)
        assert Page(answer).heading() == "ログイン"
        assert client.get("/listings/").status_code == 302

    @pytest.mark.parametrize(
        "page", ["/", "/listings/", "/listings/new/", "/listings/mine/", "/account/", "/help/"]
    )
    def test_every_page_offers_to_log_out(self, member, page):
        form = Page(browser_of(member).get(page)).button("ログアウト").find_parent("form")
        assert (form["method"], form["action"]) == ("post", "/logout/")

    def test_the_way_to_a_forgotten_password_works(self, client):
        (address,) = Page(client.get("/login/")).links("会員IDやパスワードを忘れた場合")
        assert Page(client.get(address)).heading() == "パスワード再設定の依頼"


class TestPassword:
    """5.1."""

    def test_the_request_asks_for_the_business_and_the_id(self, client):
        page = Page(client.get("/password/"))
        assert page.is_required("事業者名")
        assert page.is_required("会員ID")

    def test_the_operator_is_told_of_the_business_and_the_id(self, member, client):
        values = {
            "organization_name": "みなと火力発電株式会社",
            "login_id": "Minato2026",
            "email": "",
        }
        client.post("/password/", values)
        run_tasks()
        mail = letter_to(settings.OPERATOR_MAIL, "【発電掲示板】パスワード再設定依頼")
        assert "みなと火力発電株式会社" in mail.body
        assert "Minato2026" in mail.body

    @pytest.mark.parametrize(
        "rule",
        [
            "対応は原則として翌営業日以降になります",
            "連続ログイン失敗で凍結されたIDには対応いたしかねます",
        ],
    )
    def test_the_page_says_what_to_expect(self, client, rule):
        assert rule in words(Page(client.get("/password/")).soup.find("main"))

    def test_the_mail_brings_a_password_that_leads_to_setting_another(self, member, reviewer):
        member.password_requests.create(organization_name="みなと火力発電株式会社").grant(
            by=reviewer
        )
        mail = letter_to(member.email, "パスワード再設定完了通知")
        assert "必ず新しいパスワードを設定してください" in mail.body
        (password,) = re.findall(r"仮パスワード　：(\S+)", mail.body)
        client = Client()
        assert log_in(password, client).url == "/password/new/"
        assert Page(client.get("/password/new/")).heading() == "新しいパスワードの設定"


class TestEnd:
    """5.2."""

    def test_what_identifies_a_member_stays_whatever_is_sent(self, member):
        contact = {name: getattr(member, name) for name in CONTACT_FIELDS}
        fixed = {"login": "x", "login_id": "Betsu2026", "login_name": "Betsu2026"}
        fixed |= {"family_name": "別", "given_name": "人", "organization_name": "別の会社"}
        browser = browser_of(member)
        answer = browser.post("/account/contact/", contact | fixed | {"phone": "03-5550-0009"})
        assert answer.status_code == 302
        now = Account.objects.get(pk=member.pk)
        assert now.phone == "03-5550-0009"
        assert now.login_id == member.login_id
        assert now.full_name == member.full_name
        assert now.organization_name == "みなと火力発電株式会社"

    def test_the_page_and_the_mail_promise_the_business_days_set(self, member, request_):
        promised = f"通常{settings.REVIEW_BUSINESS_DAYS}営業日程度で"
        page = Page(browser_of(factories.member()).get("/account/retirement/"))
        assert f"{promised}完了のメール" in words(page.soup.find("main"))
        assert promised in letter_to(member.email, "ID削除の申請を受け付けました").body

    @pytest.fixture
    def request_(self, member):
        browser_of(member).post(
            "/account/retirement/",
            {"reason": "異動のため", "understood": "on", "old_password": factories.PASSWORD},
        )
        return Account.objects.get(pk=member.pk).waiting_retirement

    def test_the_request_names_the_id_the_business_and_the_person(self, member):
        page = Page(browser_of(member).get("/account/retirement/"))
        assert page.fact("削除する会員ID") == "Minato2026"
        assert page.fact("申請事業者名") == "みなと火力発電株式会社"
        assert page.fact("申請者名") == "".join(member.full_name.split())

    def test_the_operator_is_told_of_the_id_the_business_and_the_person(self, member, request_):
        mail = letter_to(
            settings.OPERATOR_MAIL,
            "発電設備等の情報掲示板のログインＩＤ削除（みなと火力発電株式会社）",
        )
        assert "会員ID　　：Minato2026" in mail.body
        assert "事業者名　：みなと火力発電株式会社" in mail.body
        assert f"申請者名　：{member.full_name}" in mail.body

    def test_the_end_of_an_id_is_told_by_mail_with_name_and_id(self, member, reviewer, request_):
        address, name = member.email, member.full_name
        request_.complete(by=reviewer, read=request_.as_read)
        mail = letter_to(address, "会員IDの削除が完了しました")
        assert mail.from_email == settings.SYSTEM_MAIL_FROM
        assert f"みなと火力発電株式会社\n{name} 様\n" in mail.body
        assert "会員ID「Minato2026」の削除が完了しました。" in mail.body
        assert "この会員IDを再び登録することはできません" in mail.body

    @pytest.mark.parametrize(
        ("asked", "promised"),
        [("2031-11-21T14:59:00+00:00", "2031-11-27"), ("2031-11-21T15:00:00+00:00", "2031-11-27")],
    )
    def test_the_end_of_an_id_is_promised_for_the_third_business_day(
        self, member, asked, promised, settings
    ):
        settings.REVIEW_BUSINESS_DAYS = 3
        with time_machine.travel(asked):
            member.request_retirement()
            assert member.waiting_retirement.due_on.isoformat() == promised


def test_every_page_names_whom_to_ask(client, settings):
    settings.OPERATOR_MAIL = "madoguchi@example.jp"
    footer = Page(client.get("/login/")).footer()
    assert footer.find("a", href="mailto:madoguchi@example.jp")


class TestHelp:
    """1.1 and the manual's last page: for everybody, from every page."""

    @pytest.fixture
    def page(self, client) -> Page:
        (address,) = Page(client.get("/login/")).links("ヘルプ")
        return Page(client.get(address))

    def test_the_help_names_the_browsers(self, page):
        said = page.section("推奨するブラウザー")
        assert "MicrosoftEdge、GoogleChrome、Safari、Firefoxの各最新版" in said
        assert "他のブラウザーでも利用できますが、表示が崩れることがあります" in said

    def test_the_help_asks_for_scripts_and_says_what_helps(self, page):
        said = page.section("推奨するブラウザー")
        assert "JavaScriptをオンに" in said
        assert "キャッシュとCookieを削除するか、他の環境" in said

    def test_the_help_asks_for_cookies_and_leads_to_a_forgotten_password(self, page):
        said = page.section("ログインできない場合")
        assert "Cookieを有効に" in said
        assert "有効でもログインできない場合は、キャッシュとCookieの削除" in said
        assert page.links("パスワード再設定の依頼") == ["/password/"]


def test_the_board_works_with_cookies_and_says_so_without(client):
    answer = Client(enforce_csrf_checks=True).post("/login/", {"login_id": "Minato2026"})
    assert answer.status_code == 403
    assert "Cookie" in answer.text
