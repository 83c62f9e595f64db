"""担当者の交代 with three people: who leaves, who follows, and the reviewer (manual §5.2)."""

import re

import pytest
from playwright.sync_api import expect

from dengen.mail.models import Message
from tests import factories
from tests.browser.steps import field, fill_in_application, log_in

pytestmark = pytest.mark.django_db(transaction=True)
LINK = re.compile(r"/handover/[^/\s]+/")


def test_a_handover_goes_from_the_invitation_to_the_successors_listings(open_page, shoot):
    reviewer = factories.operator(login_id="Shinsa2026")
    member = factories.member(
        login_name="Minato2026", organization_name="みなと火力発電株式会社", by=reviewer
    )
    factories.published(member, by=reviewer, title="水力の余剰", contact_person="前任 太郎")
    old, new, reviewer_page = open_page(), open_page(), open_page()

    log_in(old, "Minato2026")
    old.locator("a.header__name").click()
    old.get_by_role("link", name="担当者を交代する").click()
    shoot(old, "handover")
    old.get_by_role("button", name="後任の方へメールを送る").click()
    expect(old.get_by_role("alert")).to_be_visible()
    shoot(old, "handover-errors")
    field(old, "後任の方のメールアドレス").fill("kitamura@minato.example.jp")
    field(old, "現在のパスワード").fill(factories.PASSWORD)
    old.get_by_role("button", name="後任の方へメールを送る").click()
    expect(old.get_by_text("担当者の交代の手続き中です")).to_be_visible()
    shoot(old, "handover-invited")

    new.goto(LINK.search(Message.objects.get(kind="handover_invitation").whole_body)[0])
    shoot(new, "succession")
    new.get_by_role("link", name="お申し込みへ進む").click()
    new.get_by_label("利用規約に同意し").check()
    fill_in_succession(new)
    shoot(new, "succession-application")
    new.get_by_role("button", name="確認する").last.click()
    expect(new.get_by_text("担当者の交代のお申し込みです")).to_be_visible()
    shoot(new, "succession-confirmation")
    new.get_by_role("button", name="登録する").click()
    expect(new.get_by_role("heading", name="登録を受け付けました")).to_be_visible()

    old.goto("/account/")
    expect(old.get_by_text("Kitamura26")).to_be_visible()
    shoot(old, "account-handover")

    log_in(reviewer_page, "Shinsa2026")
    reviewer_page.goto("/console/applications/")
    shoot(reviewer_page, "console-applications-handover")
    reviewer_page.get_by_role("link", name="みなと火力発電株式会社").click()
    expect(reviewer_page.get_by_text("担当者の交代による申込です")).to_be_visible()
    shoot(reviewer_page, "console-application-handover")
    reviewer_page.get_by_role("button", name="承認する").click()
    expect(reviewer_page.get_by_text("を承認しました").first).to_be_visible()

    old.reload()
    expect(old.get_by_role("heading", name="ログイン")).to_be_visible()
    log_in(new, "Kitamura26")
    new.get_by_role("link", name="MY掲載", exact=True).click()
    expect(new.get_by_role("heading", name="水力の余剰")).to_be_visible()
    expect(new.get_by_text("前任の担当者から引き継いだ掲載です")).to_be_visible()
    shoot(new, "mine-handed-over")


def fill_in_succession(page) -> None:
    """The registration without the business, which is fixed."""
    expect(page.get_by_label("勤務先会社名")).to_have_count(0)
    fill_in_application(
        page,
        会員ID="Kitamura26",
        姓="北村",
        名="梓",
        メールアドレス1=None,  # the invited one, which is fixed
        勤務先会社名=None,
    )
    field(page, "郵便番号").fill("1050011")
    field(page, "都道府県").select_option("東京都")
    field(page, "市区町村・番地").fill("港区芝公園1-2-3")
