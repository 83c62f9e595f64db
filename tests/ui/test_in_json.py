"""An address that answers in JSON does so whatever went wrong."""

import pytest
from django.conf import settings
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import reverse

from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
READER, ADDRESS = reverse("listings:rich-text"), reverse("accounts:address")


def told(answer: HttpResponse, status: int) -> str:
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    return answer.json()["error"]


def test_a_script_without_a_login_is_told_so_in_json():
    assert "ログインし直して" in told(Client().post(READER, {"html": "<p>あ</p>"}), 401)


def test_a_script_of_a_role_that_may_not_is_told_so_in_json(reviewer):
    assert "できません" in told(browser_of(reviewer).post(READER, {"html": "<p>あ</p>"}), 403)


def test_a_script_of_a_page_without_its_token_is_told_so_in_json():
    strict = Client(enforce_csrf_checks=True)
    assert "画面を開き直して" in told(strict.post(ADDRESS, {"postal_code": "1000001"}), 403)


def test_a_script_that_asks_for_what_is_not_there_is_told_so_in_json(seller, monkeypatch):
    def find(html: str) -> str:
        raise Http404(html)

    monkeypatch.setattr("dengen.listings.views.rich_text.clean_rich_text", find)
    assert "見つかりません" in told(browser_of(seller).post(READER, {"html": "<p>あ</p>"}), 404)


def test_a_script_with_another_method_is_told_so_in_json(seller):
    answer = browser_of(seller).get(READER)
    assert "直接開けません" in told(answer, 405)
    assert answer["Allow"] == "POST"


def test_a_script_that_sends_too_much_is_told_so_in_json(seller):
    sent = {"CONTENT_LENGTH": str(settings.LARGEST_BODY + 1)}
    assert "大きすぎます" in told(browser_of(seller).post(READER, **sent), 413)


def test_a_script_is_told_in_json_of_what_nobody_foresaw(seller, monkeypatch):
    browser = browser_of(seller)
    browser.raise_request_exception = False
    monkeypatch.setattr("dengen.listings.views.rich_text.clean_rich_text", None)
    assert "しばらくしてから" in told(browser.post(READER, {"html": "<p>あ</p>"}), 500)
