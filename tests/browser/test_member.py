"""The member's whole way: post, wait, read, search, inquire, delete (manual §3, §4)."""

import pytest
from playwright.sync_api import expect

from dengen.listings.models import Listing
from tests import factories
from tests.browser.steps import field, log_in

pytestmark = pytest.mark.django_db(transaction=True)
PASTED = """１．希望の区分：売
２．事業者名：みなと火力発電株式会社
３．問合せ先：power@minato.example.jp
担当者名：髙橋 一郎
４．電源所在エリア：東京
５．任意記載事項：出力は 5,000kW です。"""


@pytest.fixture
def people():
    factories.member(login_name="Minato2026", organization_name="みなと火力発電株式会社")
    factories.member(login_name="Aoba20260", organization_name="株式会社あおば電力")
    return factories.operator()


def test_a_member_comes_from_the_template_to_a_listing_that_others_read(open_page, shoot, people):
    seller, buyer = open_page(), open_page()
    log_in(seller, "Minato2026")
    seller.get_by_role("link", name="新規掲載").first.click()
    shoot(seller, "new-listing")
    seller.get_by_text("情報掲載用テンプレートを使う").click()
    seller.get_by_label("記入したテンプレート").fill(PASTED)
    seller.get_by_role("button", name="テンプレートから読み込む").click()
    expect(seller.get_by_text("テンプレートから読み込みました").first).to_be_visible()
    expect(seller.get_by_role("radio", name="売")).to_be_checked()
    shoot(seller, "new-listing-template")

    seller.get_by_role("button", name="確認する").last.click()
    expect(seller.get_by_role("alert")).to_contain_text("タイトル")
    field(seller, "タイトル").fill("発電設備の売り希望（東京エリア）")
    shoot(seller, "new-listing-errors")
    seller.get_by_role("button", name="確認する").last.click()
    expect(seller.get_by_role("heading", name="掲載内容の確認")).to_be_visible()
    expect(seller.get_by_text("出力は 5,000kW です。").last).to_be_visible()
    shoot(seller, "new-listing-confirmation")
    seller.get_by_role("button", name="この内容で申請する").dblclick()
    expect(seller.get_by_role("heading", name="MY掲載")).to_be_visible()
    expect(seller.get_by_text("承認待ち", exact=True)).to_be_visible()
    shoot(seller, "mine-pending")

    log_in(buyer, "Aoba20260")
    expect(buyer.get_by_text("まだ掲載情報がありません").first).to_be_visible()
    Listing.objects.get().approve(by=people, revision=1)

    buyer.get_by_role("link", name="発電設備等の情報", exact=True).first.click()
    buyer.get_by_label("タイトル").fill("ｴﾘｱ")
    buyer.get_by_role("button", name="検索する").click()
    expect(buyer.locator(".hits [role=status]")).to_have_text("「ｴﾘｱ」の検索結果：1件")
    shoot(buyer, "list")
    buyer.get_by_role("link", name="東京1").click()
    buyer.get_by_role("link", name="もっと見る").click()
    inquiry = buyer.get_by_role("link", name="問い合わせる").get_attribute("href")
    assert inquiry.startswith("mailto:power@minato.example.jp?subject=%E3%80%90")
    shoot(buyer, "detail")

    seller.get_by_role("link", name="MY掲載").first.click()
    seller.get_by_role("link", name="を削除する").click()
    expect(seller.get_by_role("dialog")).to_be_visible()
    seller.get_by_role("button", name="戻る").click()
    expect(seller.get_by_role("dialog")).to_be_hidden()
    seller.get_by_role("link", name="を削除する").click()
    seller.get_by_role("button", name="OK").click()
    expect(seller.get_by_text("削除しました").first).to_be_visible()
    shoot(seller, "mine-empty")
    buyer.reload()
    expect(buyer.get_by_role("heading", name="ページが見つかりません")).to_be_visible()
    shoot(buyer, "not-found")


def test_a_denied_listing_shows_its_reason_on_top(open_page, shoot, people):
    owner = factories.member(login_name="Kitakaze8")
    factories.listing(owner).deny(by=people, reason="②が正式名称ではありません。", revision=1)
    page = open_page()
    log_in(page, "Kitakaze8")
    page.get_by_role("link", name="MY掲載を開く").click()
    shoot(page, "mine-denied")
    page.get_by_role("link", name="発電設備の売り希望（東京エリア）", exact=True).click()
    expect(page.get_by_text("②が正式名称ではありません。").first).to_be_visible()
    shoot(page, "detail-denied")


def test_the_editor_writes_what_others_will_read(open_page, people, shoot):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    editor = page.locator("[contenteditable=true]")
    editor.click()
    page.keyboard.type("太陽光 1,980kW")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+b")
    field(page, "タイトル").fill("売ります")
    page.get_by_role("radio", name="売").check()
    field(page, "メールアドレス").fill("power@minato.example.jp")
    page.get_by_role("button", name="確認する").last.click()
    expect(page.locator(".prose strong")).to_have_text("太陽光 1,980kW")


def test_without_scripts_a_listing_can_be_posted_and_deleted(open_page, people):
    page = open_page(scripts=False)
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    field(page, "タイトル").fill("売ります")
    page.get_by_role("radio", name="売").check()
    field(page, "メールアドレス").fill("power@minato.example.jp")
    page.locator("[name=html]").fill("一行目\n二行目")
    page.get_by_role("button", name="確認する").last.click()
    page.get_by_role("button", name="この内容で申請する").click()
    page.get_by_role("link", name="売ります", exact=True).click()
    expect(page.get_by_text("印刷する")).to_be_hidden()  # what only scripts can do isn't offered
    page.get_by_role("link", name="削除する").click()
    page.get_by_role("button", name="OK").click()
    expect(page.get_by_text("削除しました").first).to_be_visible()
