"""What people see when something is broken."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from playwright.sync_api import expect

from dengen.listings.models import Listing
from tests import factories
from tests.browser.steps import field, log_in
from tests.browser.test_member import PASTED

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def impatient(monkeypatch) -> None:
    """The server waits for a locked database no longer than a moment."""
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)


@contextmanager
def writing_elsewhere() -> Iterator[None]:
    """Another program holds the database's lock; it lets go whatever becomes of the test."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


def test_a_member_sends_the_listing_again_that_could_not_be_saved(impatient, open_page, shoot):
    factories.member(login_name="Minato2026")
    page = open_page()
    log_in(page, "Minato2026")
    page.goto("/listings/new/")
    page.get_by_text("情報掲載用テンプレートを使う").click()
    page.get_by_label("記入したテンプレート").fill(PASTED)
    page.get_by_role("button", name="テンプレートから読み込む").click()
    field(page, "タイトル").fill("保存されるまで残る題名")
    page.get_by_role("button", name="確認する").last.click()
    expect(page.get_by_role("heading", name="掲載内容の確認")).to_be_visible()
    with writing_elsewhere():
        page.get_by_role("button", name="この内容で申請する").click()
        expect(page.get_by_role("heading", name="ただいま処理できません")).to_be_visible()
        shoot(page, "database-locked")
        assert not Listing.objects.exists()
    page.get_by_role("button", name="もう一度送信する").click()
    expect(
        page.get_by_text("申請が完了しました（掲載：「保存されるまで残る題名」）")
    ).to_be_visible()


def test_the_staff_see_that_no_worker_runs(open_page, shoot):
    factories.operator(login_id="Shinsa2026")
    page = open_page()
    log_in(page, "Shinsa2026")
    expect(page.get_by_text("メールの送信と定期処理が止まっています")).to_be_visible()
    shoot(page, "console-home-no-worker")
