"""The reviewer's day, mostly by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from dengen.accounts.models import Application
from dengen.listings.models import Listing, ReasonPreset
from dengen.mail.models import Message
from tests import factories
from tests.browser.steps import field, log_in

pytestmark = pytest.mark.django_db(transaction=True)
READY = "html[data-keys-ready]"


@pytest.fixture
def reviewer():
    return factories.operator(login_id="Shinsa2026")


@pytest.fixture
def seller(reviewer):
    return factories.member(by=reviewer, organization_name="みなと火力発電株式会社")


@pytest.fixture
def preset():
    ReasonPreset.objects.all().delete()
    return ReasonPreset.objects.create(
        queue="listing",
        field="organization_name",
        label="略称",
        text="正式名称で記載してください。",
    )


def at_the_queue(page: Page) -> None:
    log_in(page, "Shinsa2026")
    page.goto("/console/listings/")
    expect(page.locator(READY)).to_be_attached()


def test_forty_listings_are_approved_with_forty_keystrokes(open_page, seller):
    for number in range(40):
        factories.listing(seller, title=f"第{number}発電所")
    page = open_page()
    log_in(page, "Shinsa2026")
    page.goto(f"/console/listings/{Listing.objects.pending().first().pk}/")
    for left in range(40, 0, -1):
        expect(page.locator(READY)).to_be_attached()
        expect(page.get_by_text(f"審査待ち {left}件中")).to_be_visible()
        page.keyboard.press("a")
        expect(page.get_by_text("を承認しました").first).to_be_visible()
    expect(page.get_by_text("審査待ちはありません").first).to_be_visible()
    assert Listing.objects.published().count() == 40


def test_denying_by_keyboard_alone(open_page, shoot, seller, preset):
    factories.listing(seller, title="水力の余剰")
    page = open_page()
    log_in(page, "Shinsa2026")
    page.goto(f"/console/listings/{Listing.objects.get().pk}/")
    expect(page.locator(READY)).to_be_attached()
    page.keyboard.press("d")
    page.keyboard.type("ご確認ください。")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="この内容で否認する")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("を否認しました").first).to_be_visible()
    assert "ご確認ください。" in Message.objects.get(kind="listing_denied").body


def test_a_preset_fills_the_remark_and_the_mail_is_seen_before_it_goes(
    open_page, shoot, seller, preset
):
    factories.listing(seller, title="水力の余剰")
    page = open_page()
    log_in(page, "Shinsa2026")
    page.goto(f"/console/listings/{Listing.objects.get().pk}/")
    page.get_by_text("理由のひな形").click()
    page.get_by_role("checkbox", name="略称").check()
    expect(page.get_by_role("textbox", name="② 事業者名")).to_have_value(preset.text)
    page.get_by_role("textbox", name="② 事業者名").fill("登記上の名称で記載してください。")
    shoot(page, "console-denial-remarks")
    page.get_by_role("button", name="否認する").click()
    expect(page.get_by_text("② 事業者名：登記上の名称で記載してください。")).to_be_visible()
    expect(page.get_by_text(preset.text)).to_have_count(0)
    shoot(page, "console-denial-confirmation")
    page.get_by_role("button", name="修正する").click()
    expect(page.get_by_role("textbox", name="② 事業者名")).to_have_value(
        "登記上の名称で記載してください。"
    )
    page.get_by_role("button", name="否認する").click()
    page.get_by_role("button", name="この内容で否認する").dblclick()
    expect(page.get_by_text("を否認しました").first).to_be_visible()
    assert Message.objects.filter(kind="listing_denied").count() == 1


def test_without_scripts_presets_and_choices_work_on_the_server(open_page, seller, preset):
    listings = [factories.listing(seller, title=f"第{number}発電所") for number in range(3)]
    page = open_page(scripts=False)
    log_in(page, "Shinsa2026")
    page.goto(f"/console/listings/{listings[0].pk}/")
    page.get_by_text("理由のひな形").click()
    page.get_by_role("checkbox", name="略称").check()
    page.get_by_role("button", name="否認する").click()
    expect(page.get_by_text(f"② 事業者名：{preset.text}")).to_be_visible()
    page.get_by_role("button", name="この内容で否認する").click()
    page.goto("/console/listings/")
    for box in page.locator("[name=chosen]").all():
        box.check()
    page.get_by_role("button", name="選んだものを承認").click()
    page.get_by_role("button", name="承認する").click()
    expect(page.get_by_text("2件を承認しました").first).to_be_visible()


def test_several_are_chosen_by_keyboard_and_decided(open_page, shoot, seller):
    for number in range(4):
        factories.listing(seller, title=f"第{number}発電所")
    page = open_page()
    at_the_queue(page)
    for key in "jxjx":
        page.keyboard.press(key)
    expect(page.get_by_text("2件を選んでいます")).to_be_visible()
    shoot(page, "console-queue-chosen")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="次の2件を承認しますか？")).to_be_visible()
    shoot(page, "console-approvals")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2件を承認しました").first).to_be_visible()
    page.get_by_label("このページのすべてを選ぶ").check()
    page.keyboard.press("d")
    page.get_by_label("否認理由").fill("設備が重複しています。")
    shoot(page, "console-denials")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("■否認理由").first).to_be_visible()
    shoot(page, "console-denials-confirmation")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2件を否認しました").first).to_be_visible()


def test_a_queue_is_narrowed(open_page, shoot, reviewer):
    for name in ["みなと火力発電株式会社", "株式会社みなと火力発電", "北風電力株式会社"]:
        factories.application(organization_name=name).submit()
    page = open_page()
    log_in(page, "Shinsa2026")
    page.goto("/console/applications/")
    page.get_by_label("確認事項ありのみ").check()
    page.get_by_role("button", name="絞り込む").click()
    expect(page.get_by_text("北風電力株式会社")).to_have_count(0)
    shoot(page, "console-queue-narrowed")
    page.get_by_role("link", name="条件をクリア").click()
    expect(page.get_by_text("北風電力株式会社")).to_be_visible()


def test_a_remark_comes_back_beside_its_field_and_the_answer_to_the_reviewer(
    open_page, shoot, reviewer
):
    seller = factories.member(by=reviewer, login_name="Minato2026")
    notes = "<p>出力は 5,000kW です。</p><p>お気軽にどうぞ。</p>"
    denied = factories.listing(seller, title="水力の余剰", html=notes)
    remarks = {"title": "エリアを入れてください。", "html": "簡潔に記載してください。"}
    denied.deny(by=reviewer, reason="二点お直しください。", remarks=remarks, revision=1)
    page, reviewer_page = open_page(), open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/mine/")
    page.get_by_role("link", name="修正して再申請").click()
    expect(page.get_by_text("前回の指摘：エリアを入れてください。")).to_be_visible()
    shoot(page, "resubmission-remarks")
    field(page, "タイトル").fill("水力の余剰（東京エリア）")
    page.get_by_role("button", name="確認する").last.click()
    page.get_by_role("button", name="この内容で申請する").click()
    expect(page.get_by_role("heading", name="MY掲載")).to_be_visible()
    log_in(reviewer_page, "Shinsa2026")
    reviewer_page.goto(f"/console/listings/{Listing.objects.pending().get().pk}/")
    expect(reviewer_page.get_by_text("変更なし")).to_be_visible()
    shoot(reviewer_page, "console-comparison")


def test_a_denial_is_taken_back(open_page, shoot, reviewer):
    application = factories.application(login_name="Minato2026").submit()
    application.deny(by=reviewer, reason="名称が違います。", revision=1)
    page = open_page()
    log_in(page, "Shinsa2026")
    page.goto(f"/console/applications/{application.pk}/")
    shoot(page, "console-application-denied")
    page.get_by_role("button", name="審査待ちに戻す").click()
    expect(page.get_by_text("審査待ちに戻しました").first).to_be_visible()
    page.get_by_role("button", name="承認する").click()
    expect(page.get_by_text("を承認しました").first).to_be_visible()
    assert Application.objects.get(pk=application.pk).status == "approved"


def test_two_operators_undo_an_approval(open_page, shoot, reviewer, seller, settings):
    settings.SECOND_OPERATOR = True
    factories.operator(login_id="Shinsa2027", name="同僚 次郎")
    listing = factories.published(seller, by=reviewer, title="水力の余剰")
    page, other = open_page(), open_page()
    log_in(page, "Shinsa2026")
    page.goto(f"/console/listings/{listing.pk}/")
    page.get_by_label("否認理由").fill("連絡先に届きません。")
    page.get_by_role("button", name="否認する").click()
    page.get_by_role("button", name="この内容で提案する").click()
    expect(page.get_by_role("button", name="提案を取り下げる")).to_be_visible()
    log_in(other, "Shinsa2027")
    shoot(other, "console-home-proposals")
    other.get_by_role("link", name="水力の余剰", exact=True).click()
    shoot(other, "console-proposal")
    other.get_by_role("button", name="確認して実行する").click()
    expect(other.get_by_role("heading", name="を実行しますか？")).to_be_visible()
    shoot(other, "console-proposal-question")
    other.get_by_role("button", name="実行する").click()
    expect(other.get_by_text("提案のとおり実行しました").first).to_be_visible()


def test_presets_are_edited_in_the_browser(open_page, shoot, reviewer, preset):
    page = open_page()
    log_in(page, "Shinsa2026")
    page.get_by_role("link", name="運営").click()
    page.get_by_role("link", name="否認理由のひな形").click()
    page.get_by_role("link", name="追加").first.click()
    page.get_by_label("項目").select_option("タイトル")
    page.get_by_label("見出し").fill("エリアがない")
    page.get_by_label("文面").fill("タイトルにエリアを入れてください。")
    shoot(page, "console-preset")
    page.get_by_role("button", name="保存する").click()
    page.get_by_role("row", name="エリアがない").get_by_role("button", name="上へ").click()
    expect(page.get_by_role("row", name="略称").get_by_role("button", name="上へ")).to_be_visible()
    shoot(page, "console-presets")
