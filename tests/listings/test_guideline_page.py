"""記載要綱, where everybody can read it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.conftest import browser_of
from tests.pages import Page

pytestmark = pytest.mark.django_db
URL = reverse("listings:guideline")


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("① 希望の区分", "必須です。「売」か「買」"),
        ("② 事業者名", "正式名称"),
        ("③ 問合せ先", "メーリングリスト"),
        (
            "④ 電源所在エリア（任意）",
            "北海道、東北、東京、中部、北陸、関西、中国、四国、九州、沖縄",
        ),
        ("⑤ 任意記載事項", "任意です。伝えたいことを簡潔に"),
    ],
)
def test_the_guideline_says_what_each_field_must_hold(client, field, rule):
    assert rule in Page(client.get(URL)).fact(field)


def test_form_help_and_reviewers_page_lead_to_it(seller, reviewer):
    listing = factories.listing(seller)
    assert Page(browser_of(seller).get("/listings/new/")).links("記載要綱") == [URL]
    assert Page(Client().get("/help/")).links("記載要綱") == [URL]
    page = Page(browser_of(reviewer).get(f"/console/listings/{listing.pk}/"))
    assert page.links("記載要綱を見る") == [URL]


@pytest.mark.parametrize("field", ["終了日（任意）", "④ 電源所在エリア（任意）"])
def test_what_is_optional_says_so_once(client, field):
    assert "任意" not in Page(client.get(URL)).fact(field)
