"""The demo's login page names its people; a real board's names nobody."""

import pytest

from dengen.demo.cast import LOGINS
from tests.pages import Page, words

pytestmark = pytest.mark.django_db


def test_the_login_page_names_everybody_whom_one_may_log_in_as(client):
    page = client.get("/login/").text
    for role, login_id, password in LOGINS:
        assert f"{role.strip()}：会員ID {login_id}、パスワード {password}" in page


def test_the_banner_says_in_plain_words_that_no_mail_goes_to_real_addresses(client):
    banner = Page(client.get("/login/")).soup.find(class_="demo-banner")
    assert words(banner).startswith("デモ環境です。実在の宛先には送信されません。")


def test_a_real_boards_login_page_names_nobody(client, settings):
    settings.DEMO = False
    assert "dengen-demo" not in client.get("/login/").text
