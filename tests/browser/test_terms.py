"""New terms: an administrator publishes them, and a member agrees, or first does not."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.steps import field, log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_terms_go_from_the_draft_to_the_consent(open_page, shoot):
    factories.terms()
    factories.operator("administrator", login_id="Kanri2026")
    factories.member(login_name="Minato2026")
    office, page = open_page(), open_page()
    log_in(page, "Minato2026")

    log_in(office, "Kanri2026")
    office.get_by_role("link", name="運営").click()
    office.get_by_role("link", name="利用規約").first.click()
    shoot(office, "console-terms")
    office.get_by_role("link", name="下書きを作る").click()
    text = office.get_by_label("利用規約の本文")
    changed = text.input_value().replace("担当者一名を定め", "担当者一名を選任し")
    text.fill(changed.rstrip() + "\n\n第15条（附則）\nこの改定は、公表した適用日から施行します。")
    shoot(office, "console-terms-draft")
    office.get_by_role("button", name="保存して確認する").click()
    expect(office.locator("ins").first).to_be_visible()
    shoot(office, "console-terms-preview")
    field(office, "適用日").fill("2020-01-01")
    office.get_by_role("button", name="公表の確認へ進む").click()
    expect(office.get_by_role("alert")).to_contain_text("本日以降の日付")
    shoot(office, "console-terms-preview-errors")
    field(office, "適用日").fill(f"{factories.today()}")
    office.get_by_role("button", name="公表の確認へ進む").click()
    office.get_by_role("button", name="公表する").click()
    expect(office.get_by_text("第2版を公表しました").first).to_be_visible()
    shoot(office, "console-terms-published")

    page.get_by_role("link", name="MY掲載", exact=True).click()
    expect(page.get_by_role("heading", name="利用規約が改定されました")).to_be_visible()
    shoot(page, "consent")
    page.get_by_role("button", name="同意する").click()
    expect(page.get_by_role("alert")).to_contain_text("チェックを入れてください")
    shoot(page, "consent-errors")
    page.get_by_role("button", name="同意しない").click()
    expect(page.get_by_role("heading", name="利用規約に同意しない場合")).to_be_visible()
    shoot(page, "consent-refusal")
    page.get_by_role("link", name="ID削除を申請する").click()
    expect(page.get_by_role("heading", name="ID削除の申請")).to_be_visible()
    page.goto("/listings/mine/")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="同意する").click()
    expect(page.get_by_role("heading", name="MY掲載")).to_be_visible()
    page.get_by_role("link", name="利用規約").click()
    shoot(page, "terms")
    page.get_by_role("link", name="第1版").click()
    expect(page.get_by_text("以前の規約です")).to_be_visible()


def test_announced_terms_are_read_in_advance_and_withdrawn(open_page, shoot):
    administrator = factories.operator("administrator", login_id="Kanri2026")
    factories.member(login_name="Minato2026")
    factories.new_terms(7, by=administrator)
    page, office = open_page(), open_page()
    page.goto("/terms/2/")  # the link of the mail
    page.get_by_label("会員ID").fill("Minato2026")
    page.get_by_label("パスワード").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="ログイン").click()
    page.get_by_text("変更箇所を見る").click()
    expect(page.locator("ins").last).to_be_visible()
    shoot(page, "terms-announced")
    log_in(office, "Kanri2026")
    office.goto("/console/terms/")
    shoot(office, "console-terms-announced")
    office.get_by_role("button", name="第2版を取り下げる").click()
    expect(office.get_by_role("heading", name="第2版を取り下げますか？")).to_be_visible()
    shoot(office, "console-terms-withdrawal")
    office.get_by_role("button", name="第2版を取り下げる").click()
    expect(office.get_by_text("第2版を取り下げました").first).to_be_visible()
    shoot(office, "console-terms-withdrawn")
