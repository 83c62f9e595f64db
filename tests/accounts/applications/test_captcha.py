"""An answer of the captcha serves one look at what others have registered (manual §2.1)."""

import pytest
from django.test import Client

from dengen.accounts.models import UsedChallenge
from tests import factories
from tests.accounts.applications.form import URL, answer, answered, confirm, filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken():
    """A member whose ID and business the form of the tests names."""
    return factories.member(login_name="Minato2026", organization_name="みなと火力発電株式会社")


def test_the_captcha_is_asked_once_while_the_forms_own_errors_are_mended(client):
    page = client.post(URL, answered(client, phone=""))
    assert set(page.context["form"].errors) == {"phone"}
    assert "data-captcha-question" not in page.text
    page = client.post(URL, filled_in(street="") | answer(page))
    assert set(page.context["form"].errors) == {"street"}
    assert client.post(URL, filled_in() | answer(page)).status_code == 302


def test_a_valid_form_uses_it_up(client):
    values = answered(client)
    assert client.post(URL, values).status_code == 302
    again = client.post(URL, values)
    assert list(again.context["form"].errors) == ["captcha_answer"]


def test_an_answer_is_good_in_one_browser_only(client):
    values = answered(client)
    client.post(URL, values)
    assert Client().post(URL, values).status_code == 200


def test_whoever_learns_that_an_id_or_business_is_taken_has_used_it_up(client, taken):
    values = answered(client)
    told = client.post(URL, values)
    assert set(told.context["form"].errors) == {"login_name", "organization_name"}
    again = client.post(URL, values | {"login_name": "Another2026"})
    assert set(again.context["form"].errors) == {"captcha_answer"}


def test_the_page_that_tells_it_asks_anew_and_nothing_typed_is_lost(client, taken):
    told = client.post(URL, answered(client, family_name="𠮷野"))
    assert "data-captcha-question" in told.text
    assert told.context["form"]["family_name"].value() == "𠮷野"
    free = {"login_name": "Another2026", "organization_name": "べつの電力株式会社"}
    assert client.post(URL, filled_in(**free) | answer(told)).status_code == 302


@pytest.mark.parametrize("wrong", [{"phone": ""}, {"captcha_answer": "99"}])
def test_nobody_learns_it_without_an_answer_or_with_a_form_that_could_not_be_sent(
    client, taken, wrong
):
    page = client.post(URL, answered(client) | wrong)
    assert not {"login_name", "organization_name"} & set(page.context["form"].errors)


def test_handing_in_uses_up_the_answer_to_the_captcha(client):
    url = confirm(client)
    factories.application(login_name="minato2026").submit()
    told = client.post(url)
    assert set(told.context["form"].errors) == {"login_name", "password", "password_again"}
    assert "data-captcha-question" in told.text
    assert client.post(url).url == URL  # not a second time


def test_a_question_is_answered_wrongly_once(client):
    values = answered(client)
    client.post(URL, values | {"captcha_answer": "99"})
    assert client.post(URL, values).status_code == 200


def test_an_empty_answer_leaves_no_trace(client):
    client.post(URL, answered(client) | {"captcha_answer": ""})
    assert not UsedChallenge.objects.exists()
