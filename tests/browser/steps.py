"""What people do on the board, in the words of its screens."""

from playwright.sync_api import Page, expect

from dengen.accounts.models import Account
from tests import factories


def log_in(page: Page, login_id: str, password: str = factories.PASSWORD) -> None:
    """From the login page to one's home; staff have an authenticator app."""
    account = Account.objects.get(login_id=login_id.lower())
    if account.is_operator and not account.has_second_factor:
        factories.authenticator_app(account)
    page.goto("/login/")
    page.get_by_label("会員ID").fill(login_id)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("main").get_by_role("button", name="ログイン").click()
    if account.is_operator:
        asked = page.get_by_label("確認コード")
        expect(asked).to_be_visible()  # the app is looked at when the page asks, not before
        asked.fill(factories.code(account))
        page.get_by_role("button", name="確認する", exact=True).click()
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()


def fill_in_application(page: Page, **changes: str | None) -> None:
    """Everything of the registration but the address, the captcha and the consent.

    What is None is left out.
    """
    values = {
        "会員ID": "Minato2026",
        "姓": "髙橋",
        "名": "一郎",
        "フリガナ（セイ）": "ﾀｶﾊｼ",
        "フリガナ（メイ）": "いちろう",
        "メールアドレス1": "takahashi@minato.example.jp",
        "電話番号": "０３－５５５０－０００１",
        "勤務先会社名": "みなと火力発電株式会社",
        "勤務先住所": "同上",
    }
    for label, value in (values | changes).items():
        if value is not None:
            field(page, label).fill(value)
    fill_in_passwords(page)


def fill_in_passwords(page: Page) -> None:
    """The two fields that are never filled in again by the board."""
    page.locator("[name=password]").fill(factories.PASSWORD)
    page.locator("[name=password_again]").fill(factories.PASSWORD)


def field(page: Page, label: str):
    """The field of that label, marked as required or not."""
    exactly = page.get_by_label(label, exact=True)
    required = page.get_by_label(f"{label} ※必須", exact=True)
    return required.or_(exactly)
