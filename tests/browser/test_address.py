"""住所自動入力 where one postal code stands for many towns."""

import pytest
from playwright.sync_api import expect

from dengen.japan.models import PostalCode

pytestmark = pytest.mark.django_db(transaction=True)

CODE = "4520961"


@pytest.fixture
def towns():
    for number in range(1, 67):
        PostalCode.objects.create(
            code=CODE, prefecture="愛知県", city="清須市", town=f"春日{number}番割"
        )


def test_one_of_many_towns_is_found_by_a_part_of_its_name(open_page, towns):
    page = open_page(375)
    page.goto("/apply/")
    page.get_by_label("郵便番号").fill(CODE)
    page.get_by_role("button", name="住所自動入力").click()
    expect(page.get_by_label("町域", exact=True).get_by_role("option")).to_have_count(66)
    assert page.locator("#address").bounding_box()["height"] < 800
    page.keyboard.type("６４番")  # the filter has the focus; digits in any width
    expect(page.get_by_label("町域", exact=True).get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("市区町村・番地")).to_have_value("清須市春日64番割")
    expect(page.get_by_label("市区町村・番地")).to_be_focused()
    expect(page.get_by_label("都道府県")).to_have_value("愛知県")


@pytest.mark.parametrize("scripts", [True, False])
def test_of_several_towns_none_keeps_the_place_of_another_code(open_page, towns, scripts):
    PostalCode.objects.create(code="1050011", prefecture="東京都", city="港区", town="芝公園")
    page = open_page(scripts=scripts)
    page.goto("/apply/")
    for code, street in (("1050011", "港区芝公園"), (CODE, "")):
        page.get_by_label("郵便番号").fill(code)
        page.get_by_role("button", name="住所自動入力").click()
        expect(page.get_by_label("市区町村・番地")).to_have_value(street)
    expect(page.get_by_label("都道府県")).to_have_value("")


def test_what_was_wrong_with_an_address_is_wrong_no_more_once_it_is_filled_in(open_page):
    PostalCode.objects.create(code="1050011", prefecture="東京都", city="港区", town="芝公園")
    page = open_page()
    page.goto("/apply/")
    page.get_by_role("button", name="確認する").click()
    told = page.get_by_text("都道府県を選択してください。")
    expect(told).to_have_count(2)  # in the summary, and beside the field
    page.get_by_label("郵便番号").fill("1050011")
    page.get_by_role("button", name="住所自動入力").click()
    expect(page.get_by_label("市区町村・番地")).to_have_value("港区芝公園")
    expect(told).to_have_count(0)
    expect(page.get_by_label("都道府県")).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("姓", exact=False).first).to_have_attribute("aria-invalid", "true")


def test_without_scripts_the_town_is_chosen_on_the_server(open_page, towns):
    page = open_page(scripts=False)
    page.goto("/apply/")
    page.get_by_label("郵便番号").fill(CODE)
    page.get_by_role("button", name="住所自動入力").click()
    page.get_by_label("町域", exact=True).select_option("愛知県清須市春日64番割")
    page.get_by_role("button", name="この住所を入力する").click()
    expect(page.get_by_label("市区町村・番地")).to_have_value("清須市春日64番割")


def test_the_number_that_was_typed_stays_behind_the_town(open_page):
    PostalCode.objects.create(
        code="9500087", prefecture="新潟県", city="新潟市中央区", town="東大通"
    )
    page = open_page()
    page.goto("/apply/")
    page.get_by_label("市区町村・番地").fill("中央区東大通1-2-3")
    page.get_by_label("郵便番号").fill("9500087")
    page.get_by_role("button", name="住所自動入力").click()
    expect(page.get_by_label("都道府県")).to_have_value("新潟県")
    expect(page.get_by_label("市区町村・番地")).to_have_value("新潟市中央区東大通1-2-3")
