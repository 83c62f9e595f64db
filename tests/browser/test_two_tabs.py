"""Several tabs of one browser: what was typed in one outlives a login in another."""

import pytest
from playwright.sync_api import expect

from dengen.listings.models import Listing
from tests import factories
from tests.browser.steps import field, log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def member():
    return factories.member(login_name="Minato2026")


def test_a_form_can_be_sent_after_logging_in_anew_in_another_tab(open_page, member):
    form = open_page()
    log_in(form, "Minato2026")
    form.goto("/listings/new/")
    field(form, "タイトル").fill("風力の余剰")
    form.get_by_role("radio", name="売").check()
    field(form, "電話番号").fill("03-1234-5678")
    other = form.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="ログアウト").click()
    log_in(other, "Minato2026")
    form.get_by_role("button", name="確認する").last.click()
    form.get_by_role("button", name="この内容で申請する").click()
    expect(form.get_by_role("heading", name="MY掲載")).to_be_visible()
    assert Listing.objects.get().title == "風力の余剰"


def test_a_form_of_somebody_who_left_is_not_sent_by_who_came_and_waits_for_its_writer(
    open_page, member
):
    factories.member(login_name="Aoba2026")
    form = open_page()
    log_in(form, "Minato2026")
    form.goto("/listings/new/")
    field(form, "タイトル").fill("風力の余剰")
    other = form.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="ログアウト").click()
    log_in(other, "Aoba2026")
    form.get_by_role("button", name="確認する").last.click()
    expect(form.get_by_role("heading", name="別の会員IDでログインしています")).to_be_visible()
    form.get_by_role("main").get_by_role("button", name="ログアウト").click()
    expect(form.get_by_role("heading", name="ログイン")).to_be_visible()
    form.get_by_label("会員ID").fill("Minato2026")
    form.get_by_label("パスワード").fill(factories.PASSWORD)
    form.get_by_role("main").get_by_role("button", name="ログイン").click()
    expect(field(form, "タイトル")).to_have_value("風力の余剰")


def test_a_second_login_page_leads_home_after_a_login_in_the_first(open_page, member):
    second = open_page()
    second.goto("/login/")
    log_in(second.context.new_page(), "Minato2026")
    second.get_by_label("会員ID").fill("Minato2026")
    second.get_by_label("パスワード").fill(factories.PASSWORD)
    second.get_by_role("main").get_by_role("button", name="ログイン").click()
    expect(second).to_have_url("/")


def test_nothing_can_be_read_with_the_back_button_after_logging_out(open_page, member):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/account/")
    page.get_by_role("button", name="ログアウト").click()
    expect(page.get_by_text("ログアウトしました").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="ログイン")).to_be_visible()


def test_the_back_button_brings_back_what_was_typed(open_page, member):
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    field(page, "タイトル").fill("風力の余剰")
    page.get_by_role("radio", name="売").check()
    field(page, "電話番号").fill("03-1234-5678")
    page.get_by_role("button", name="確認する").last.click()
    expect(page.get_by_role("heading", name="掲載内容の確認")).to_be_visible()
    page.go_back()
    expect(field(page, "タイトル")).to_have_value("風力の余剰")
