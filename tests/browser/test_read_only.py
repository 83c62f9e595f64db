"""What people see while the board is read-only for an upgrade."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from dengen.accounts.models import Account
from dengen.backup.models import ReadOnlyMode
from dengen.database import read_only
from tests import factories
from tests.browser.steps import log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def administrator(transactional_db, monkeypatch) -> Iterator[Account]:
    """Who switches it on, on a server that obeys."""
    account = factories.operator(role="administrator")
    monkeypatch.setattr(read_only, "_obeys", True)
    yield account
    with read_only.without_read_only():
        ReadOnlyMode.objects.all().delete()


def test_a_member_reads_on_and_sends_the_contact_data_again_afterwards(
    administrator, open_page, shoot
):
    member = factories.member(login_name="Minato2026")
    page, stranger = open_page(), open_page()
    log_in(page, "Minato2026")
    page.goto("/account/contact/")
    page.get_by_label("FAX").fill("03-1234-9999")
    ReadOnlyMode.begin(by=administrator, reason="システム更新のため（10時まで）")
    page.get_by_role("button", name="変更する").click()
    expect(page.get_by_role("heading", name="現在、読み取り専用です")).to_be_visible()
    shoot(page, "read-only-503")
    stranger.goto("/login/")
    expect(stranger.get_by_text("ログインや新規登録などの操作はできません").first).to_be_visible()
    shoot(stranger, "read-only-login")
    again = page.context.new_page()
    again.goto("/listings/")
    expect(again.get_by_text("システム更新のため（10時まで）")).to_be_visible()
    shoot(again, "read-only-list")
    ReadOnlyMode.end(by=administrator)
    page.get_by_role("button", name="もう一度送信する").click()
    expect(page.get_by_text("03-1234-9999")).to_be_visible()
    member.refresh_from_db()
    assert member.fax == "03-1234-9999"
