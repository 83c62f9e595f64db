"""Somebody whose network is shut out for a while reads why, and until when."""

from django.test import Client
from playwright.sync_api import expect

from tests import factories


def test_a_network_with_too_many_wrong_passwords_is_told_when_to_come_back(
    open_page, shoot, settings, live_server
):
    settings.ADDRESS_TRIES = 2
    factories.member(login_name="Minato2026")
    for number in range(2):
        data = {"login_id": f"somebody{number}", "password": "wrong-1234"}
        Client(REMOTE_ADDR="127.0.0.1").post("/login/", data)
    page = open_page()
    page.goto("/login/")
    page.get_by_label("会員ID").fill("Minato2026")
    page.get_by_label("パスワード").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="ログイン").click()
    expect(page.get_by_role("alert")).to_contain_text("以降に、もう一度お試しください")
    shoot(page, "login-too-many-from-here")
