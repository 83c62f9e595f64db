"""1.1: the board writes from two addresses, its own and the operator's."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from tests import factories
from tests.accounts.applications.form import confirm
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reader", ["nobody", "member"])
def test_both_senders_stand_in_the_help_with_the_request_to_let_them_through(reader):
    browser = browser_of(factories.member()) if reader == "member" else Client()
    page = BeautifulSoup(browser.get("/help/").text, "html.parser")
    section = page.find("section", attrs={"aria-labelledby": "help-mail"})
    assert [one.get_text() for one in section.find_all("li")] == [
        settings.SYSTEM_MAIL_FROM,
        settings.OPERATOR_MAIL_FROM,
    ]
    assert "受信拒否の対象に設定せず" in section.get_text()


@pytest.mark.parametrize("told", ["下書き", "取り下げて修正", "掲載期間の終了後", "ID削除を申請"])
def test_the_help_tells_of_what_a_member_does_after_the_first_listing(told):
    page = BeautifulSoup(Client().get("/help/").text, "html.parser")
    assert told in page.find("main").get_text()


def test_an_applicant_is_told_both_senders_on_the_last_page(client):
    page = BeautifulSoup(client.post(confirm(client), follow=True).text, "html.parser")
    told = page.find("main").get_text()
    assert "受信拒否の対象に設定せず" in told
    assert settings.SYSTEM_MAIL_FROM in told
    assert settings.OPERATOR_MAIL_FROM in told


def test_the_help_is_one_click_away_from_every_page(client):
    footer = BeautifulSoup(client.get("/login/").text, "html.parser").find("footer")
    assert footer.find("a", string="ヘルプ")["href"] == "/help/"
