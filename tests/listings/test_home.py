"""The home page: the newest listings, and how one's own stand (manual §2.2)."""

from datetime import timedelta

import pytest
import time_machine

from dengen.japan.business_days import today
from tests import factories
from tests.conftest import browser_of
from tests.pages import card_titles

pytestmark = pytest.mark.django_db


def home(account) -> str:
    return browser_of(account).get("/").content.decode()


def test_the_home_page_greets_the_business(seller):
    assert "ようこそ、みなと火力発電株式会社 様" in home(seller)


def test_the_home_page_says_so_of_an_empty_board(seller):
    assert "まだ掲載情報がありません" in home(seller)


def test_the_home_page_shows_the_five_newest_listings(seller, buyer, reviewer):
    for number in range(6):
        factories.published(seller, by=reviewer, title=f"掲載{number}")
    shown = card_titles(browser_of(buyer).get("/"))
    assert shown == [f"掲載{number}" for number in (5, 4, 3, 2, 1)]


def test_the_home_page_says_how_ones_own_listings_stand(seller, buyer, reviewer):
    factories.listing(seller)
    factories.listing(seller).deny(by=reviewer, reason="理由", revision=1)
    assert "承認待ちが1件" in home(seller)
    assert "否認されたものが1件" in home(seller)
    assert "あなたの掲載情報" not in home(buyer)


def test_the_home_page_asks_to_delete_what_is_over(seller):
    factories.published(seller, start_on=today(), end_on=today())
    with time_machine.travel(timedelta(days=1)):
        assert "掲載期間が終了したものが1件" in home(seller)


def test_the_operators_staff_are_sent_to_the_console(reviewer):
    assert browser_of(reviewer).get("/").url == "/console/"


def test_on_its_last_day_it_asks_to_delete_nothing(seller):
    factories.published(seller, start_on=today(), end_on=today())
    assert "あなたの掲載情報" not in home(seller)
