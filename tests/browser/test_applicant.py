"""The applicant's whole way: from the login page to the first login (manual §2.1, §2.2)."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from dengen.accounts.models import Application
from dengen.japan.models import PostalCode
from dengen.mail.models import Message
from tests import factories
from tests.browser.steps import field, fill_in_application, fill_in_passwords, log_in
from tests.letters import letters_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def board():
    factories.terms()
    PostalCode.objects.create(code="1050011", prefecture="東京都", city="港区", town="芝公園")
    PostalCode.objects.create(code="4980000", prefecture="愛知県", city="弥富市")
    PostalCode.objects.create(code="4980000", prefecture="三重県", city="桑名郡木曽岬町")


def test_an_applicant_comes_from_the_login_page_to_the_first_login(open_page, shoot):
    page = open_page()
    page.goto("/")
    shoot(page, "login")
    expect(page.get_by_role("link", name="新規登録")).to_have_count(2)
    page.get_by_role("link", name="新規登録").first.click()
    shoot(page, "application")

    page.get_by_role("button", name="確認する").last.click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title("エラー：新規登録 | 発電設備等の情報掲示板")
    shoot(page, "application-errors")

    fill_in_application(page)
    field(page, "郵便番号").fill("４９８－００００")
    page.get_by_role("button", name="住所自動入力").click()
    page.get_by_label("町域", exact=True).select_option("三重県桑名郡木曽岬町")
    page.get_by_role("button", name="この住所を入力する").click()
    expect(field(page, "都道府県")).to_have_value("三重県")
    field(page, "郵便番号").fill("1050011")
    page.get_by_role("button", name="住所自動入力").click()
    expect(field(page, "市区町村・番地")).to_have_value("港区芝公園")
    field(page, "市区町村・番地").fill("港区芝公園1-2-3")
    page.get_by_label("利用規約に同意し").check()
    page.get_by_role("button", name="確認する").last.click()

    expect(page.get_by_role("heading", name="入力内容の確認")).to_be_visible()
    expect(page.get_by_text("港区芝公園１－２－３")).to_be_visible()
    shoot(page, "application-confirmation")
    page.get_by_role("link", name="修正する").last.click()
    expect(field(page, "姓")).to_have_value("髙橋")
    fill_in_passwords(page)
    page.get_by_label("利用規約に同意し").check()
    page.get_by_role("button", name="確認する").last.click()
    page.get_by_role("button", name="登録する").dblclick()
    expect(page.get_by_role("heading", name="登録を受け付けました")).to_be_visible()
    shoot(page, "application-completion")
    page.go_back()
    page.go_forward()

    assert Message.objects.filter(kind="application_received").count() == 1
    try_to_log_in(page, "メールアドレスが、まだ確認されていません")
    follow_the_link(page, shoot)
    try_to_log_in(page, "承認完了メールを受信するまでログインできません")
    shoot(page, "login-waiting")

    approve_in_the_console(open_page(), shoot)
    log_in(page, "minato2026")
    shoot(page, "home-empty")
    page.get_by_role("button", name="ログアウト").click()
    expect(page.get_by_text("ログアウトしました").first).to_be_visible()


def try_to_log_in(page, told: str) -> None:
    """The board says why it is too early."""
    page.goto("/login/")
    page.get_by_label("会員ID").fill("minato2026")
    page.get_by_label("パスワード").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="ログイン").click()
    expect(page.get_by_role("alert")).to_contain_text(told)


def follow_the_link(page, shoot) -> None:
    """From the mail to the button that confirms the address."""
    (mail,) = letters_to("takahashi@minato.example.jp", "利用申込を受け付けました")
    page.goto(re.search(r"/apply/address/\S+", mail.body)[0])
    shoot(page, "address-confirmation")
    assert not Application.objects.reviewable().exists()
    page.get_by_role("button", name="このアドレスを確認する").click()
    expect(page.get_by_text("takahashi@minato.example.jp を確認しました").first).to_be_visible()
    shoot(page, "address-confirmed")


def approve_in_the_console(reviewer_page, shoot) -> None:
    """The queue shows what was confirmed."""
    log_in(reviewer_page, factories.operator().login_id)
    reviewer_page.goto("/console/applications/")
    shoot(reviewer_page, "queue-confirmed")
    reviewer_page.get_by_role("link", name="みなと火力発電株式会社").click()
    reviewer_page.get_by_role("button", name="承認する").click()
    expect(reviewer_page.get_by_text("利用申込を承認しました").first).to_be_visible()


def test_the_captcha_is_solved_by_the_browser_and_asks_nothing(open_page):
    page = open_page()
    page.goto("/apply/")
    expect(page.get_by_text("確認できました").first).to_be_visible(timeout=30_000)
    expect(page.get_by_label("画像認証に代わる質問")).to_be_hidden()


def test_who_is_faster_than_the_captcha_neednt_press_again(open_page):
    page, solvers = open_page(), []
    # A slow computer, which hasn't begun yet. (Playwright can't take the built-in method itself.)
    page.route("**/captcha_worker.js", lambda route: solvers.append(route))  # noqa: PLW0108 - as said
    page.goto("/apply/")
    page.get_by_role("button", name="確認する").last.click()
    expect(page.get_by_text("次の画面へ進みます")).to_be_visible()
    solvers[0].continue_()
    expect(page.get_by_role("alert")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("alert")).not_to_contain_text("自動送信")


def test_without_scripts_the_whole_registration_works(open_page):
    from tests.accounts.applications.form import NUMERALS, QUESTION

    page = open_page(scripts=False)
    page.goto("/apply/")
    field(page, "郵便番号").fill("1050011")
    page.get_by_role("button", name="住所自動入力").click()
    expect(field(page, "都道府県")).to_have_value("東京都")
    fill_in_application(page)
    large, small = QUESTION.search(page.content()).groups()
    answer = 10 + NUMERALS.index(large) + NUMERALS.index(small)
    page.locator("[name=captcha_answer]").fill(str(answer))
    page.get_by_label("利用規約に同意し").check()
    page.get_by_role("button", name="確認する").last.click()
    page.get_by_role("button", name="登録する").click()
    expect(page.get_by_role("heading", name="登録を受け付けました")).to_be_visible()


def test_the_last_wrong_password_allowed_says_that_the_id_is_frozen(open_page, shoot):
    factories.member(login_name="Minato2026")
    page = open_page()
    for _ in range(settings.LOGIN_TRIES):
        page.goto("/login/")
        page.get_by_label("会員ID").fill("Minato2026")
        page.get_by_label("パスワード").fill("wrong-1234")
        page.get_by_role("main").get_by_role("button", name="ログイン").click()
    expect(page.get_by_role("alert")).to_contain_text("このアカウントは現在使用できません")
    shoot(page, "login-frozen")
