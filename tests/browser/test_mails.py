"""Mails on the screen: a member's inbox, and the operator's view of what went out."""

import pytest
from playwright.sync_api import expect

from dengen import clock
from dengen.mail.models import Delivery, MailServer, Message
from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_member_reads_a_decision_on_the_board(open_page, shoot):
    seller = factories.member(login_name="Minato2026")
    factories.published(seller)
    page = open_page()
    log_in(page, "Minato2026")
    shoot(page, "home-with-letters")
    page.get_by_role("link", name="お知らせ", exact=True).click()
    shoot(page, "inbox")
    page.get_by_role("link", name="掲載が承認されました").click()
    expect(page.get_by_role("article")).to_contain_text("発電設備の売り希望（東京エリア）")
    shoot(page, "letter")


def test_the_operator_sees_what_went_wrong_and_sends_again(open_page, shoot):
    factories.operator(login_id="Shinsa2026")
    factories.member()
    refused = Message.objects.first()
    delivery = Delivery.objects.create(message=refused, address=refused.recipients[0])
    delivery.mark_refused("550 5.1.1 user unknown", for_good=True)
    MailServer.state().note_away("ConnectionRefusedError: [Errno 111] Connection refused")
    page = open_page()
    log_in(page, "Shinsa2026")
    shoot(page, "console-home-mail-trouble")
    page.get_by_role("link", name="送信できなかったメールが1件あります").click()
    page.get_by_role("link", name=refused.subject).click()
    shoot(page, "console-mail-failed")
    page.get_by_role("button", name="すぐに送信を試みる").click()
    expect(page.get_by_text("まもなく、もう一度送信します。")).to_be_visible()
    page.get_by_role("link", name="送信メール", exact=True).click()
    shoot(page, "console-mail-list")
    page.get_by_role("button", name="テストメールを送る").click()
    expect(page.get_by_text("テストメールを送ります")).to_be_visible()
    assert Message.objects.filter(kind="test", created_at__lte=clock.now()).count() == 1


def test_after_a_restoration_the_operator_looks_at_what_waits_and_lets_it_go(open_page, shoot):
    factories.operator(login_id="Shinsa2026")
    factories.member()
    MailServer.state()
    MailServer.objects.update(held_since=clock.now())
    page = open_page()
    log_in(page, "Shinsa2026")
    shoot(page, "console-home-mails-held")
    page.get_by_role("link", name="メールの送信を止めています").click()
    shoot(page, "console-mails-held")
    page.get_by_role("button", name="送信を再開する").click()
    expect(page.get_by_role("heading", name="メールの送信を再開しますか？")).to_be_visible()
    page.get_by_role("button", name="送信を再開する").click()
    expect(page.get_by_text("メールの送信を再開しました。").first).to_be_visible()
    assert MailServer.state().held_since is None
