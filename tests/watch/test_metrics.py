"""The figures for Prometheus."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from prometheus_client.parser import text_string_to_metric_families

from dengen.events.models import Unsealed
from dengen.events.sealing import seal_waiting
from dengen.japan import clock
from dengen.mail.models import MailServer, Message, SignOfLife
from tests import factories

pytestmark = pytest.mark.django_db
TOKEN = "metrics-token-for-tests"
FRIDAY = datetime(2030, 6, 14, 12, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def scrape(settings, client):
    """Figures by name, or by name and label."""
    settings.METRICS_TOKEN = TOKEN

    def ask() -> dict:
        answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        found = {}
        for family in text_string_to_metric_families(answer.text):
            for sample in family.samples:
                labels = tuple(sample.labels.values())
                found[(sample.name, *labels) if labels else sample.name] = sample.value
        return found

    return ask


def test_there_are_none_without_a_token(client):
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"]
)
def test_there_are_none_for_who_does_not_know_it(settings, client, sent):
    settings.METRICS_TOKEN = TOKEN
    headers = {"authorization": sent} if sent else {}
    assert client.get("/metrics", headers=headers).status_code == 404


def test_what_waits_and_for_how_many_business_days(scrape, seller):
    with clock.at(FRIDAY):
        factories.listing(seller)
        factories.application().submit()
    with clock.at(FRIDAY + timedelta(days=4)):  # Tuesday
        found = scrape()
    assert found["dengen_listings_waiting"] == found["dengen_applications_waiting"] == 1
    assert found["dengen_oldest_waiting_business_days", "listing"] == 2
    assert found["dengen_oldest_waiting_business_days", "application"] == 2


def test_the_outbox(scrape):
    Message.objects.all().delete()
    mail = {"kind": "test", "sender": "board@example.jp", "recipients": ["a@example.jp"]}
    Message.objects.create(**mail, created_at=clock.now() - timedelta(minutes=5))
    Message.objects.create(**mail, state="failed")
    MailServer.state().note_away("no route")
    found = scrape()
    assert found["dengen_mails", "waiting"] == found["dengen_mails", "failed"] == 1
    assert found["dengen_mails", "sent"] == 0
    assert 300 <= found["dengen_oldest_mail_seconds"] < 330
    assert 0 <= found["dengen_mail_server_away_seconds"] < 30


def test_the_seals(scrape, seller):
    assert scrape()["dengen_events_unsealed"] == Unsealed.objects.count() > 0
    seal_waiting()
    found = scrape()
    assert found["dengen_events_unsealed"] == found["dengen_oldest_unsealed_seconds"] == 0


def test_each_worker(scrape):
    SignOfLife.objects.create(worker="one:1", seen_at=clock.now() - timedelta(minutes=4))
    assert 240 <= scrape()["dengen_worker_silence_seconds", "one:1"] < 270


def test_the_board_and_its_database(scrape, seller):
    before = scrape()
    factories.listing(seller)
    after = scrape()
    assert after["dengen_board_version"] > before["dengen_board_version"]
    assert after["dengen_database_bytes"] > 100_000
    assert after["dengen_disk_free_bytes"] > 0
    assert after["dengen_accounts_frozen"] == 0
