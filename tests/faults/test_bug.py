"""A page fails by a fault of the program's own: what was typed isn't lost with it."""

import pytest
from bs4 import BeautifulSoup
from django.db.models.signals import pre_save

from dengen.listings.models import Listing
from tests.faults.conftest import NEW, asks_for_patience, held, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def faulty():
    """Keeping a listing fails."""

    def fail(**signal: object) -> None:
        raise ZeroDivisionError

    pre_save.connect(fail, sender=Listing)
    yield lambda: pre_save.disconnect(fail, sender=Listing)
    pre_save.disconnect(fail, sender=Listing)


def test_a_form_that_met_a_fault_can_be_sent_again(poster, faulty):
    sent = typed()
    answer = poster.post(NEW, sent)
    assert answer.status_code == 500
    assert held(answer) == sent
    faulty()
    assert poster.post(NEW, held(answer)).status_code == 302
    assert Listing.objects.get().title == sent["title"]


def test_the_texts_stand_there_to_be_copied(poster, faulty):
    sent = typed()
    answer = poster.post(NEW, sent)
    shown = [one.get_text() for one in BeautifulSoup(answer.text, "html.parser")("textarea")]
    assert sent["title"] in {text.removeprefix("\n") for text in shown}


def test_nobody_else_finds_them_in_a_cache(poster, faulty):
    assert "no-store" in poster.post(NEW, typed())["Cache-Control"]


def test_a_password_is_not_written_into_the_page(poster, settings):
    settings.ROOT_URLCONF = "tests.watch.broken"
    answer = poster.post("/broken/x/", {"typed": "大切な文章", "password": "kakushigoto-2031"})
    assert answer.status_code == 500
    assert "大切な文章" in answer.text
    assert "kakushigoto-2031" not in answer.text
    assert "もう一度指定してください" in answer.text


def test_what_cannot_be_read_is_no_second_fault(poster, settings):
    settings.ROOT_URLCONF = "tests.watch.broken"
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = poster.post("/away/", {"one": "1", "two": "2", "three": "3"})
    assert asks_for_patience(answer)
    assert held(answer) == {}
