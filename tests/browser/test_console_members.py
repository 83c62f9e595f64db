"""The operator's work with members and lists, from the menu to the result."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dengen.accounts.models import EligibleBusiness
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from tests import factories
from tests.browser.steps import field, log_in
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db(transaction=True)
CSV = "事業者名,法人番号\nみなと火力発電株式会社,7000012050002\n北の電力,1234\n"


@pytest.fixture
def reviewer_page(open_page):
    factories.operator("administrator", login_id="Kanri2026")
    page = open_page()
    log_in(page, "Kanri2026")
    return page


def test_a_member_is_found_written_to_suspended_and_let_in_again(reviewer_page, open_page, shoot):
    factories.published(
        factories.member(login_name="Minato2026", organization_name="みなと火力発電株式会社")
    )
    member = open_page()
    log_in(member, "Minato2026")
    reviewer_page.get_by_role("link", name="会員", exact=True).click()
    reviewer_page.get_by_role("searchbox").fill("みなと")
    reviewer_page.get_by_role("button", name="検索する").click()
    shoot(reviewer_page, "console-members")
    reviewer_page.get_by_role("link", name="Minato2026").click()
    shoot(reviewer_page, "console-member")
    reviewer_page.get_by_role("link", name="メールを送る").click()
    field(reviewer_page, "件名").fill("掲載内容のご確認")
    field(reviewer_page, "本文").fill("④電源所在エリアをご確認ください。")
    reviewer_page.get_by_role("button", name="内容を確認する").click()
    shoot(reviewer_page, "console-member-letter")
    reviewer_page.get_by_role("button", name="送信する").click()
    reviewer_page.get_by_role("link", name="利用を停止する").click()
    field(reviewer_page, "利用停止の理由").fill("確認が取れていません。")
    shoot(reviewer_page, "console-member-suspension")
    reviewer_page.get_by_role("button", name="利用を停止する").click()
    expect(reviewer_page.get_by_text("から利用を停止しています")).to_be_visible()
    shoot(reviewer_page, "console-member-suspended")
    member.goto("/")
    expect(member.get_by_role("heading", name="ログイン")).to_be_visible()
    reviewer_page.get_by_role("button", name="利用停止を解除する").click()
    expect(reviewer_page.get_by_text("利用停止を解除し、会員に")).to_be_visible()
    log_in(member, "Minato2026")
    member.get_by_role("link", name="お知らせ", exact=True).click()
    expect(member.get_by_role("link", name="掲載内容のご確認")).to_be_visible()


def test_a_list_of_businesses_is_looked_at_and_taken_over(reviewer_page, shoot):
    reviewer_page.get_by_role("link", name="運営").click()
    shoot(reviewer_page, "console-operation")
    reviewer_page.get_by_role("link", name="事業者名簿（利用資格）").click()
    reviewer_page.get_by_role("link", name="名簿を取り込む").click()
    shoot(reviewer_page, "console-business-upload")
    file = {"name": "名簿.csv", "mimeType": "text/csv", "buffer": CSV.encode("cp932")}
    reviewer_page.locator("[name=file]").set_input_files(file)
    reviewer_page.get_by_role("button", name="内容を確認する").click()
    expect(reviewer_page.get_by_role("progressbar")).to_be_visible()
    shoot(reviewer_page, "console-business-progress")
    run_tasks()
    expect(reviewer_page.get_by_text("追加1件、変更0件、名簿から除く0件")).to_be_visible()
    reviewer_page.get_by_role("link", name="取り込めない行").click()
    expect(reviewer_page.get_by_text("取り込めない行が1件あります")).to_be_visible()
    shoot(reviewer_page, "console-business-preview")
    reviewer_page.get_by_role("button", name="問題のある行を除いて取り込む").click()
    expect(reviewer_page.get_by_text("1件の名簿を取り込みました").first).to_be_visible()
    assert EligibleBusiness.objects.current().get().name == "みなと火力発電株式会社"
    factories.application(organization_name="北の電力").submit()
    reviewer_page.get_by_role("link", name="利用申込", exact=True).click()
    expect(reviewer_page.get_by_text("名簿になし")).to_be_visible()
    shoot(reviewer_page, "console-applications-marked")


def choose(reviewer_page, text):
    """A file is chosen, and compared by the worker."""
    reviewer_page.goto("/console/businesses/upload/")
    file = {"name": "名簿.csv", "mimeType": "text/csv", "buffer": text.encode()}
    reviewer_page.locator("[name=file]").set_input_files(file)
    reviewer_page.get_by_role("button", name="内容を確認する").click()
    expect(reviewer_page.get_by_role("progressbar")).to_be_visible()
    run_tasks()
    expect(reviewer_page.get_by_text("まだ取り込んでいません").first).to_be_visible()


def test_a_list_that_empties_the_one_before_asks_and_can_be_taken_back(reviewer_page, shoot):
    choose(
        reviewer_page, "\n".join(["事業者名", *(f"第{number}電力株式会社" for number in range(30))])
    )
    reviewer_page.get_by_role("button", name="取り込む").click()
    choose(reviewer_page, "事業者名\n第1電力（株）\n北の電力")
    shoot(reviewer_page, "console-business-removal")
    reviewer_page.get_by_role("button", name="取り込む").click()
    expect(reviewer_page.get_by_text("名簿から除く件数を入力してください").first).to_be_visible()
    shoot(reviewer_page, "console-business-number-missing")
    field(reviewer_page, "名簿から除く件数").fill("2")
    reviewer_page.get_by_role("button", name="取り込む").click()
    expect(
        reviewer_page.get_by_text("名簿から除く件数（29）を入力してください").first
    ).to_be_visible()
    field(reviewer_page, "名簿から除く件数").fill("29")
    reviewer_page.get_by_role("button", name="取り込む").click()
    expect(reviewer_page.get_by_text("2件の名簿を取り込みました").first).to_be_visible()
    reviewer_page.get_by_role("link", name="名簿の履歴を見る").click()
    shoot(reviewer_page, "console-business-versions")
    reviewer_page.get_by_role("button", name="この版に戻す").click()
    expect(reviewer_page.get_by_role("progressbar")).to_be_visible()
    run_tasks()
    expect(reviewer_page.get_by_text("追加29件、変更1件、名簿から除く1件")).to_be_visible()
    shoot(reviewer_page, "console-business-recall")
    reviewer_page.get_by_role("link", name="変更").click()
    expect(reviewer_page.get_by_role("cell", name="第1電力（株）")).to_be_visible()
    shoot(reviewer_page, "console-business-changed")
    field(reviewer_page, "名簿から除く件数").fill("１")
    reviewer_page.get_by_role("button", name="この版に戻す").click()
    expect(reviewer_page.get_by_text("30件の名簿を取り込みました").first).to_be_visible()
    assert EligibleBusiness.objects.current().count() == 30


def test_a_notice_is_put_up_and_read(reviewer_page, open_page, shoot):
    factories.member(login_name="Minato2026")
    reviewer_page.goto("/console/notices/new/")
    field(reviewer_page, "件名").fill("年末年始の審査について")
    field(reviewer_page, "本文").fill("12月29日から1月3日までは審査を行いません。")
    shoot(reviewer_page, "console-notice-new")
    reviewer_page.get_by_role("button", name="プレビュー").click()
    reviewer_page.get_by_role("button", name="掲示する").click()
    shoot(reviewer_page, "console-notices")
    member = open_page()
    log_in(member, "Minato2026")
    expect(member.get_by_role("heading", name="年末年始の審査について")).to_be_visible()
    shoot(member, "home-with-notice")


def test_a_mail_domain_is_settled(reviewer_page, shoot):
    reviewer_page.goto("/console/mail-domains/")
    field(reviewer_page, "ドメイン").fill("free-mail.example.net")
    reviewer_page.get_by_role("button", name="登録する").click()
    expect(reviewer_page.get_by_role("heading", name="free-mail.example.net を")).to_be_visible()
    reviewer_page.get_by_role("button", name="登録する").click()
    expect(
        reviewer_page.get_by_text("free-mail.example.net を「登録を断る」にしました").first
    ).to_be_visible()
    shoot(reviewer_page, "console-mail-domains")


def test_what_stayed_too_long_is_asked_for_and_deleted(reviewer_page, shoot):
    listing = factories.published(factories.member())
    ended = today() - timedelta(days=45)
    Listing.objects.filter(pk=listing.pk).update(start_on=ended, end_on=ended)
    reviewer_page.goto("/console/")
    reviewer_page.get_by_role("link", name="掲載期間を経過したままの掲載情報が1件あります").click()
    shoot(reviewer_page, "console-overdue-queue")
    reviewer_page.get_by_role("link", name=listing.title).click()
    reviewer_page.get_by_role("button", name="掲載者に連絡する").click()
    expect(reviewer_page.get_by_text("削除をお願いするメールを送りました").first).to_be_visible()
    shoot(reviewer_page, "console-overdue")
    listing.refresh_from_db()
    contacted = listing.contacted_at - timedelta(days=7)
    Listing.objects.filter(pk=listing.pk).update(contacted_at=contacted)
    reviewer_page.reload()
    reviewer_page.get_by_role("button", name="削除する").click()
    shoot(reviewer_page, "console-overdue-question")
    reviewer_page.get_by_role("button", name="削除する").click()
    expect(reviewer_page.get_by_text("を削除しました").first).to_be_visible()
