"""How long a login lasts can be asked without prolonging it, and 「続ける」 prolongs it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from dengen import clock
from dengen.accounts.models import Session
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
URL = "/session/"


@pytest.fixture
def browser(seller):
    return browser_of(seller)


@pytest.fixture
def nearly_over(browser, settings):
    """Five minutes before a login that nobody used would end."""
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    with time_machine.travel(clock.now() + idle - timedelta(minutes=5), tick=False):
        yield


def test_asking_tells_the_time_that_is_left_and_prolongs_nothing(browser, nearly_over):
    before = Session.objects.get(account__isnull=False).expire_date
    answer = browser.get(URL)
    assert answer.context["seconds"] in range(295, 301)
    assert "続ける" in answer.text
    assert Session.objects.get(account__isnull=False).expire_date == before


def test_going_on_after_the_warning_prolongs_the_login(browser, nearly_over, settings):
    answer = browser.post(URL)
    assert answer.context["seconds"] > settings.SESSION_IDLE_MINUTES * 60 - 10


def test_before_the_absolute_end_nobody_is_promised_more(browser, settings):
    moment = clock.now() + timedelta(hours=settings.SESSION_HOURS, minutes=-4)
    with time_machine.travel(moment, tick=False):
        Session.objects.update(expire_date=clock.now() + timedelta(minutes=30))
        answer = browser.get(URL)
    assert answer.context["seconds"] in range(235, 241)
    assert "続ける" not in answer.text
    assert "失われません" in answer.text


def test_after_the_end_it_says_so(client):
    assert "ログインが終了しました" in client.get(URL).text


def test_a_line_of_the_inbox_is_without_the_boards_name(browser, seller, reviewer, settings):
    factories.published(seller, by=reviewer)
    page = browser.get(reverse("accounts:inbox")).text
    assert "掲載が承認されました" in page
    assert f"【{settings.BOARD_NAME}】" not in page
