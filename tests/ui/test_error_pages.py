import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied

from dengen.ui.errors import server_error
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_the_error_page_tells_what_to_do_about_a_wrong_address():
    answer = Client().get("/no-such-page/")
    assert answer.status_code == 404
    assert "次にしていただきたいこと" in answer.text


def test_the_error_page_tells_what_to_do_about_an_outdated_form():
    answer = Client(enforce_csrf_checks=True).post("/login/", {"login_id": "someone00"})
    assert answer.status_code == 403
    assert "再読み込み" in answer.text


def test_the_error_page_tells_what_to_do_about_a_request_that_cannot_be_read():
    answer = Client().get("/", headers={"host": "another-host.example"})
    assert answer.status_code == 400
    assert "次にしていただきたいこと" in answer.text


def test_the_error_page_tells_what_to_do_about_a_form_in_another_encoding():
    form = {
        "data": b"login_id=x",
        "content_type": "application/x-www-form-urlencoded; charset=utf-16",
    }
    client = Client(enforce_csrf_checks=True)
    client.get("/login/")
    answer = client.post("/login/", **form)
    assert answer.status_code == 400
    assert "次にしていただきたいこと" in answer.text


def test_the_error_page_tells_what_to_do_about_an_address_that_only_a_button_opens():
    answer = browser_of(factories.member()).get("/logout/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "次にしていただきたいこと" in answer.text


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "BREW"])
def test_a_method_that_no_page_takes_is_refused_with_those_that_it_does_take(method):
    answer = Client(enforce_csrf_checks=True).generic(method, "/login/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"
    assert "次にしていただきたいこと" in answer.text


def test_a_method_that_no_page_takes_is_told_what_the_address_of_a_button_takes():
    assert Client().options("/logout/")["Allow"] == "POST"


@pytest.mark.parametrize("page", ["400.html", "405.html", "413.html", "500.html", "503.html"])
def test_the_error_page_tells_whom_to_ask_also_where_no_page_could_be_made(page, settings):
    settings.OPERATOR_MAIL = "madoguchi@example.jp"
    assert 'href="mailto:madoguchi@example.jp"' in render_to_string(page)


def test_the_error_page_tells_what_to_do_about_a_page_of_somebody_else():
    answer = permission_denied(RequestFactory().get("/console/"), PermissionError())
    assert answer.status_code == 403
    assert "次にしていただきたいこと" in answer.text


def test_the_error_page_tells_of_a_failure_with_nothing_but_itself(django_db_blocker, settings):
    settings.ROOT_URLCONF = "no.such.addresses"
    settings.BOARD_NAME = "<試験>掲示板"
    with django_db_blocker.block():
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "&lt;試験&gt;掲示板" in answer.text
    assert "次にしていただきたいこと" in answer.text
