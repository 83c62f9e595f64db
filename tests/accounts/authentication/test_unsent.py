"""A form that isn't carried out, because the browser's cookies are gone, isn't lost."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

pytestmark = pytest.mark.django_db
APPLY = "/apply/"
NAME = "港 電力太郎"
FROM_HERE = {"Origin": "http://testserver"}


@pytest.fixture
def browser():
    """As a real one, its forms' tokens are checked; it has lost its cookies."""
    return Client(enforce_csrf_checks=True)


def typed() -> dict[str, str]:
    return {"csrfmiddlewaretoken": "x" * 32, "family_name": NAME, "password": "Himitsu-2026"}


def test_a_strangers_form_can_be_sent_again_and_comes_back_filled(browser):
    answer = browser.post(APPLY, typed(), headers=FROM_HERE)
    assert answer.status_code == 403
    form = BeautifulSoup(answer.text, "html.parser").find("main").find("form", method="post")
    again = {one["name"]: one["value"] for one in form.find_all("input")}
    page = BeautifulSoup(browser.post(APPLY, again, headers=FROM_HERE).text, "html.parser")
    assert page.find("input", value=NAME)["name"] == "family_name"


def test_no_password_stands_on_the_page(browser):
    assert "Himitsu" not in browser.post(APPLY, typed(), headers=FROM_HERE).text


@pytest.mark.parametrize("sender", ["https://evil.example", "null", ""])
def test_what_another_site_sends_stands_on_no_page_of_ours(browser, sender):
    answer = browser.post(APPLY, typed(), headers={"Origin": sender} if sender else {})
    assert answer.status_code == 403
    assert NAME not in answer.text
