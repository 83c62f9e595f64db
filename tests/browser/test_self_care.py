"""What a member does alone with the account: contact details, sessions, a forgotten password."""

import re

import pytest
from playwright.sync_api import expect

from dengen.mail.models import Message
from tests import factories
from tests.browser.steps import field, log_in
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db(transaction=True)
COMPANY = "みなと火力発電株式会社"


@pytest.fixture
def member():
    return factories.member(login_name="Minato2026", organization_name=COMPANY)


def test_a_new_mail_address_is_confirmed_from_its_mail(open_page, shoot, member):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/account/contact/")
    shoot(page, "contact")
    field(page, "メールアドレス1").fill("taro@gmail.com")
    page.get_by_role("button", name="変更する").last.click()
    expect(
        page.get_by_text("フリーメールや携帯電話会社のメールアドレスは使えません").first
    ).to_be_visible()
    field(page, "メールアドレス1").fill("shinjin@minato.example.jp")
    field(page, "現在のパスワード").fill(factories.PASSWORD)
    page.get_by_role("button", name="変更する").last.click()
    expect(page.get_by_text("確認のメールを送りました").first).to_be_visible()
    shoot(page, "account-with-change")
    mail = Message.objects.get(kind="mail_address_confirmation")
    page.goto(re.search(r"/account/mail-address/\S+", mail.whole_body)[0])
    shoot(page, "mail-address")
    page.get_by_role("button", name="このアドレスに変更する").click()
    expect(page.get_by_text("メールアドレスを変更しました。").first).to_be_visible()
    expect(page.get_by_text("shinjin@minato.example.jp")).to_be_visible()


def test_other_sessions_are_ended_in_the_browser(open_page, member):
    lost, here = open_page(), open_page()
    log_in(lost, "Minato2026")
    log_in(here, "Minato2026")
    here.goto("/account/")
    here.get_by_role("button", name="この端末以外をログアウトする").click()
    expect(here.get_by_text("他の端末でのログイン（1件）を終了しました").first).to_be_visible()
    lost.goto("/listings/")
    expect(lost.get_by_role("heading", name="ログイン")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_forgotten_password_from_the_request_to_the_new_one(open_page, shoot, member, scripts):
    factories.operator(login_id="Shinsa2026")
    page, reviewer_page = open_page(scripts=scripts), open_page()
    page.goto("/login/")
    page.get_by_role("link", name="会員IDやパスワードを忘れた場合").click()
    field(page, "事業者名").fill("みなと火力発電（株）")
    field(page, "会員ID").fill("Minato2026")
    if scripts:
        shoot(page, "password-request")
    page.get_by_role("button", name="再設定を依頼する").click()
    expect(page.get_by_role("heading", name="これからの流れ")).to_be_visible()
    run_tasks()
    log_in(reviewer_page, "Shinsa2026")
    reviewer_page.get_by_role("link", name="パスワード再設定の依頼が1件あります").click()
    reviewer_page.get_by_role("link", name="Minato2026").click()
    if scripts:
        shoot(page, "password-request-completion")
        shoot(reviewer_page, "console-password-request")
    reviewer_page.get_by_role("button", name="再設定する").click()
    expect(reviewer_page.get_by_text("仮パスワードをメールで送りました").first).to_be_visible()
    mail = Message.objects.get(kind="password_reset_granted")
    page.goto("/login/")
    page.get_by_label("会員ID").fill("Minato2026")
    page.get_by_label("パスワード").fill(re.search(r"仮パスワード　：(\S+)", mail.whole_body)[1])
    page.get_by_role("main").get_by_role("button", name="ログイン").click()
    if scripts:
        shoot(page, "new-password")
    for name in ["password", "password_again"]:
        page.locator(f"[name={name}]").fill("atarashii-2027")
    page.get_by_role("button", name="設定する").click()
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()


def test_going_back_after_the_logout_shows_no_list(open_page, member):
    factories.published(factories.member(), title="揚水を売りたい")
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/")
    page.goto("/account/")
    page.goto("/listings/")
    expect(page.get_by_text("揚水を売りたい").first).to_be_visible()
    page.get_by_role("button", name="ログアウト").click()
    expect(page.get_by_text("ログアウトしました").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="ログイン")).to_be_visible()
    expect(page.get_by_text("揚水を売りたい")).to_have_count(0)
