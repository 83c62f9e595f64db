"""お知らせ: its lines tell mails apart."""

import re

import pytest
from bs4 import BeautifulSoup

from dengen import clock
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(seller, reviewer):
    listing = factories.listing(seller, title="夏季の余剰 <1>")
    listing.deny(by=reviewer, reason="期間をご確認ください。", revision=1)
    return listing


def test_the_inbox_says_which_mails_do_not_stand_there(seller):
    page = browser_of(seller).get("/inbox/").text
    assert "承認前に届いたメールと、仮パスワードやリンクなど" in page


@pytest.mark.parametrize("address", ["/", "/inbox/"])
def test_a_line_names_the_listing_and_not_the_board(seller, listing, address):
    page = BeautifulSoup(browser_of(seller).get(address).text, "html.parser")
    line = page.select_one(".letters a").get_text()
    assert line == "発電設備等情報への掲載が承認されませんでした：夏季の余剰 <1>"


@pytest.mark.parametrize("address", ["/", "/inbox/"])
def test_of_three_approvals_each_names_its_listing_and_the_newest_stands_first(
    seller, reviewer, address
):
    for title in ["一つめ", "二つめ", "三つめ"]:
        factories.published(seller, by=reviewer, title=title)
    page = browser_of(seller).get(address).text
    lines = re.findall(r"掲載が承認されました：(.つめ)</a>", page)
    assert lines == ["三つめ", "二つめ", "一つめ"]


def test_the_title_goes_with_the_mail_when_its_member_leaves(seller, reviewer, listing):
    Message.objects.update(state="sent", sent_at=clock.now())
    seller.retire(by=reviewer, reason=factories.REASON)
    assert not seller.messages.exclude(about="").exists()
