"""The operator's staff: the second factor, and a colleague from the invitation to the end."""

import re

import pytest
from playwright.sync_api import Page, expect
from pyotp import TOTP

from dengen import clock
from dengen.mail.models import Message
from tests import factories
from tests.browser.steps import field, log_in

pytestmark = pytest.mark.django_db(transaction=True)


def type_password(page: Page, login_id: str) -> None:
    page.goto("/login/")
    page.get_by_label("会員ID").fill(login_id)
    page.get_by_label("パスワード").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="ログイン").click()


def plug_in_key(page: Page) -> None:
    """A security key whose owner touches it at once."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def board(live_server, settings):
    """The board's address as the browser sees it: passkeys are bound to it."""
    settings.SITE_URL = live_server.url


@pytest.mark.parametrize("scripts", [True, False])
def test_a_newcomer_sets_up_the_app_and_logs_in_with_it(open_page, shoot, scripts):
    account = factories.operator(login_id="Shinsa2026")
    page = open_page(scripts=scripts)
    type_password(page, "Shinsa2026")
    expect(page.get_by_text("最初に、二段階認証を設定してください")).to_be_visible()
    shoot(page, "second-factor-none") if scripts else None
    page.get_by_role("link", name="認証アプリを登録する").click()
    secret = page.locator("#secret").inner_text().replace(" ", "")
    field(page, "確認コード").fill("12345")
    page.get_by_role("button", name="登録する").click()
    expect(page.get_by_text("6桁の数字を入力してください（例").first).to_be_visible()
    shoot(page, "authenticator-app") if scripts else None
    field(page, "確認コード").fill(TOTP(secret).at(clock.now()))
    page.get_by_role("button", name="登録する").click()
    expect(page.get_by_role("heading", name="リカバリーコードを控えてください")).to_be_visible()
    shoot(page, "recovery-codes") if scripts else None
    code = page.locator(".codes li").first.inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="ファイルに保存する").click()
    assert code in download.value.path().read_text()
    page.get_by_role("link", name="控えました").click()
    shoot(page, "second-factor") if scripts else None
    page.get_by_role("button", name="ログアウト").click()

    type_password(page, "Shinsa2026")
    shoot(page, "second-step") if scripts else None
    page.get_by_label("確認コード").fill("000000")
    page.get_by_role("button", name="確認する", exact=True).click()
    expect(page.get_by_text("コードが正しくありません").first).to_be_visible()
    shoot(page, "second-step-errors") if scripts else None
    page.get_by_text("認証アプリやパスキーを使えない場合").click()
    page.get_by_label("リカバリーコード").fill(code)
    page.get_by_role("button", name="リカバリーコードで確認する").click()
    expect(page.get_by_role("heading", name="審査ホーム")).to_be_visible()
    assert account.recovery_codes.count() == 9


def test_a_passkey_is_made_and_used(open_page, shoot, board):
    factories.operator(login_id="Shinsa2026")
    page = open_page()
    plug_in_key(page)
    type_password(page, "Shinsa2026")
    page.get_by_role("link", name="パスキーを登録する").click()
    page.get_by_label("パスキーの名前").fill("予備の鍵")
    shoot(page, "passkey")
    page.get_by_role("button", name="登録する").click()
    page.get_by_role("link", name="控えました").click()
    expect(page.get_by_text("予備の鍵", exact=True)).to_be_visible()
    page.get_by_role("button", name="ログアウト").click()
    type_password(page, "Shinsa2026")
    shoot(page, "second-step-passkey")
    page.get_by_role("button", name="パスキーで確認する").click()
    expect(page.get_by_role("heading", name="審査ホーム")).to_be_visible()
    page.locator("a.header__name").click()
    shoot(page, "account-staff")


def test_a_browser_without_the_passkey_says_so(open_page, board):
    factories.operator(login_id="Shinsa2026")
    page = open_page()
    plug_in_key(page)
    type_password(page, "Shinsa2026")
    page.get_by_role("link", name="パスキーを登録する").click()
    page.get_by_role("button", name="登録する").click()
    page.get_by_role("link", name="控えました").click()
    other = open_page()
    type_password(other, "Shinsa2026")
    other.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('none')) }")
    other.get_by_role("button", name="パスキーで確認する").click()
    expect(other.get_by_text("パスキーを確認できませんでした").first).to_be_visible()


def test_a_colleague_is_invited_and_leaves(open_page, shoot):
    factories.operator("administrator", login_id="Kanri2026", name="管理 太郎")
    office, phone = open_page(), open_page(375)
    log_in(office, "Kanri2026")
    office.get_by_role("link", name="運営", exact=True).click()
    office.get_by_role("link", name="職員", exact=True).click()
    office.get_by_role("link", name="招待する").click()
    field(office, "氏名").fill("監査 三郎")
    field(office, "メールアドレス").fill("kansa@operator.example.jp")
    field(office, "会員ID").fill("短い")
    field(office, "役割").select_option("監査担当")
    office.get_by_role("button", name="招待のメールを送る").click()
    expect(office.get_by_text("会員IDは、半角の英字と数字だけを使い").first).to_be_visible()
    shoot(office, "console-invitation-errors")
    field(office, "会員ID").fill("Kansa2026")
    office.get_by_role("button", name="招待のメールを送る").click()
    expect(office.get_by_text("へ招待のメールを送りました").first).to_be_visible()
    shoot(office, "console-operators")

    body = Message.objects.get(kind="operator_invited").whole_body
    phone.goto(re.search(r"/invitation/\S+", body)[0])
    shoot(phone, "invitation")
    phone.locator("[name=password]").fill(factories.PASSWORD)
    phone.locator("[name=password_again]").fill(factories.PASSWORD)
    phone.get_by_role("button", name="登録する").click()
    expect(phone.get_by_text("パスワードを設定しました").first).to_be_visible()
    phone.go_back()
    phone.reload()
    expect(phone.get_by_role("heading", name="この招待は使えません")).to_be_visible()
    shoot(phone, "invitation-ended")
    log_in(phone, "Kansa2026")

    office.reload()
    office.get_by_role("link", name="監査 三郎").click()
    field(office, "役割").select_option("審査担当")
    office.get_by_role("button", name="変更する").click()
    expect(office.get_by_text("の役割を「審査担当」にしました").first).to_be_visible()
    shoot(office, "console-operator")
    field(office, "削除の理由").fill("異動のため")
    office.get_by_role("checkbox").check()
    office.get_by_role("button", name="登録を終了する").click()
    expect(office.get_by_text("登録を終了しました").first).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name="ログイン")).to_be_visible()
