"""Registration can't be flooded: so many from one network, and mails to nobody without end."""

import pytest
import time_machine
from django.test import Client

from dengen.accounts.models import Application, UsedChallenge
from dengen.mail.models import Message
from tests import factories
from tests.accounts.applications.form import URL, answered, confirm
from tests.keys import mailed_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(settings):
    settings.APPLICATIONS_PER_NETWORK, settings.APPLICATION_CHECKS = 2, 5
    settings.APPLICATION_LIMIT_HOURS, settings.REPEATED_APPLICATION_MAILS = 24, 3
    with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock:
        yield clock


def hand_in(number: int, client: Client | None = None):
    client = client or Client()
    about = {"login_name": f"Minato{number:04}", "organization_name": f"みなと{number}株式会社"}
    mail = f"tanto@minato{number}.example.jp"
    return client.post(confirm(client, **about, email=mail))


def test_after_so_many_applications_none_is_taken_from_there(noon):
    for number in range(2):
        assert hand_in(number).status_code == 302
    refused = hand_in(3)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "86400"
    assert "2030年6月15日（土）12:00以降に、もう一度お試しください" in refused.text
    assert "みなと３株式会社" in refused.text
    assert Application.objects.count() == 2


def test_a_refusal_on_the_confirmation_is_read_aloud(noon):
    client = Client()
    url = confirm(client)
    for number in range(2):
        hand_in(number)
    assert 'role="alert"' in client.post(url).text


def test_a_day_after_the_first_the_same_page_can_be_sent_again(noon):
    for number in range(2):
        hand_in(number)
    noon.shift(24 * 60 * 60 - 1)
    client = Client()
    url = confirm(client)
    assert client.post(url).status_code == 429
    noon.shift(1)
    assert client.post(url).url == "/apply/completion/"


def test_pressing_again_does_not_count_as_another_application():
    client = Client()
    url = confirm(client)
    for _time in range(5):
        assert client.post(url).status_code == 302
    assert hand_in(1).status_code == 302


def test_after_so_many_answers_nothing_is_looked_up_from_there():
    factories.member(login_name="Minato2026")
    client = Client()
    for _time in range(5):
        assert "login_name" in client.post(URL, answered(client)).context["form"].errors
    refused = client.post(URL, answered(client, family_name="𠮷野"))
    assert refused.status_code == 429
    assert set(refused.context["form"].errors) == {"__all__"}
    assert "受け付けを一時的に止めています" in refused.text
    assert refused.context["form"]["family_name"].value() == "𠮷野"
    assert UsedChallenge.objects.count() == 5


def test_one_can_apply_from_another_network():
    for number in range(2):
        hand_in(number)
    elsewhere = Client(REMOTE_ADDR="203.0.113.10")
    assert hand_in(3, elsewhere).status_code == 302


def test_a_member_is_written_to_so_often_and_no_more(settings):
    settings.APPLICATIONS_PER_NETWORK = 0
    factories.member(email="takahashi@minato.example.jp")
    for number in range(5):
        factories.application(
            login_name=f"Aoba{number:05}", email="takahashi@minato.example.jp"
        ).submit()
    assert Message.objects.filter(kind="application_repeated").count() == 3


def test_a_successor_for_whom_a_member_vouches_is_not_counted_for_the_office():
    handover = factories.member().request_handover(email="atoyori@minato.example.jp")
    for number in range(2):
        hand_in(number)
    client, key = Client(), mailed_key("handover_invitation")
    url = confirm(client, login_name="Kitamura26", email=handover.email, handover=key)
    assert client.post(url).url == "/apply/completion/"
    assert hand_in(3).status_code == 429
