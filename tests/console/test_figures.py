"""集計: twelve months in charts and tables."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from dengen.japan.business_days import TOKYO
from tests.console.cast import make_listing, make_member
from tests.console.test_archive import at

LAST_OF_MAY = datetime(2026, 5, 29, 10, tzinfo=TOKYO)  # a Friday
NOW = datetime(2026, 6, 10, 10, tzinfo=TOKYO)


@pytest.fixture
def owner(reviewer):
    with at(LAST_OF_MAY - timedelta(days=60)):
        return make_member(reviewer)


@pytest.fixture
def year(owner, reviewer):
    """A sale for Tokyo since May, a purchase that began in June, and one that waits."""
    with at(LAST_OF_MAY):
        sale = make_listing(owner, area="tokyo", start_on=date(2026, 5, 29))
        buy = make_listing(owner, area="tokyo", side="buy", start_on=date(2026, 6, 1))
        sale.approve(by=reviewer, revision=1)
    with at(LAST_OF_MAY + timedelta(days=3)):  # Monday
        buy.approve(by=reviewer, revision=1)
        make_listing(owner)


@pytest.fixture
def page(reviewer_client, year):
    with at(NOW):
        return reviewer_client.get(reverse("console:figures"))


def test_the_figures_count_what_waits_now(page):
    assert page.context["waiting"] == [("利用申込", 0), ("掲載情報", 1)]


def test_decisions_and_their_median_stand_in_their_month(page):
    decided, days = page.context["queues"][1][1]
    assert decided.rows[-2:] == [("2026年5月", [1, 0]), ("2026年6月", [1, 0])]
    assert days.rows[-3:] == [("2026年4月", [None]), ("2026年5月", [0]), ("2026年6月", [1])]


def test_what_stood_on_the_board_is_counted_when_each_month_ended(page):
    assert page.context["standing"].rows[-2:] == [("2026年5月", [1, 0]), ("2026年6月", [1, 1])]
    tokyo = next(chart for chart in page.context["areas"] if chart.title == "東京")
    assert tokyo.rows[-1] == ("2026年6月", [1, 1])


@pytest.mark.parametrize("month", range(1, 13))
def test_no_two_neighbours_of_an_axis_carry_a_year_which_would_touch(reviewer_client, month):
    with at(datetime(2025, month, 10, 10, tzinfo=TOKYO)):
        page = reviewer_client.get(reverse("console:figures"))
    years = [year for _month, year in page.context["standing"].labels]
    assert "2025" in years
    assert not [pair for pair in pairwise(years) if all(pair)]


def test_every_chart_says_in_words_what_it_shows_and_has_its_table(page):
    text = page.text
    assert text.count('role="img"') == text.count("<desc") == 5 + 11
    assert text.count("<table") == 5 + 1


def test_an_empty_board_has_empty_figures(reviewer_client):
    assert reviewer_client.get(reverse("console:figures")).status_code == 200
