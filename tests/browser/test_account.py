"""The account page: another password, and the end of an ID (manual §5.2)."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import field, log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_member_comes_from_another_password_to_the_end_of_the_id(open_page, shoot):
    factories.operator(login_id="Shinsa2026")
    factories.member(login_name="Minato2026")
    page, reviewer_page = open_page(), open_page()
    log_in(page, "Minato2026")
    page.locator("a.header__name").click()
    shoot(page, "account")
    page.get_by_role("link", name="パスワードを変更する").click()
    field(page, "現在のパスワード").fill("wrong-1234")
    page.locator("[name=password]").fill("atarashii-2027")
    page.locator("[name=password_again]").fill("atarashii-2027")
    page.get_by_role("button", name="変更する").click()
    expect(page.get_by_role("alert")).to_contain_text("現在のパスワードが正しくありません")
    shoot(page, "password-errors")
    field(page, "現在のパスワード").fill(factories.PASSWORD)
    page.locator("[name=password]").fill("atarashii-2027")
    page.locator("[name=password_again]").fill("atarashii-2027")
    page.get_by_role("button", name="変更する").click()
    expect(page.get_by_text("パスワードを変更しました").first).to_be_visible()

    page.get_by_role("link", name="ID削除を申請する").click()
    shoot(page, "retirement")
    page.get_by_label("理由（任意）").fill("担当者の異動のため")
    page.get_by_label("現在のパスワード").fill("atarashii-2027")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="ID削除を申請する").click()
    expect(page.get_by_text("ID削除を申請しています")).to_be_visible()
    shoot(page, "account-retirement")

    log_in(reviewer_page, "Shinsa2026")
    shoot(reviewer_page, "console-home-retirement")
    reviewer_page.get_by_role("link", name="ID削除の申請が1件あります").click()
    shoot(reviewer_page, "console-retirements")
    reviewer_page.get_by_role("link", name="Minato2026").click()
    shoot(reviewer_page, "console-retirement")
    reviewer_page.get_by_role("button", name="削除を完了する").click()
    reviewer_page.get_by_role("button", name="削除する").click()
    expect(reviewer_page.get_by_text("を削除しました").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="ログイン")).to_be_visible()
