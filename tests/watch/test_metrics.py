"""The figures for Prometheus."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from prometheus_client.parser import text_string_to_metric_families

from dengen import clock
from dengen.backup.models import LastBackup
from dengen.events.models import Unsealed
from dengen.events.sealing import seal_waiting
from dengen.mail.models import MailServer, Message, WorkerHeartbeat
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
TOKEN = "metrics-token-for-tests"
REQUESTS = "dengen_request_seconds"
PAGE_SHOWN = ("GET", "2xx", "page")
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


def test_there_are_no_metrics_without_a_token(client):
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"]
)
def test_there_are_no_metrics_for_who_does_not_know_the_token(settings, client, sent):
    settings.METRICS_TOKEN = TOKEN
    headers = {"authorization": sent} if sent else {}
    assert client.get("/metrics", headers=headers).status_code == 404


def test_the_metrics_tell_what_waits_and_for_how_many_business_days(scrape, seller):
    factories.published(seller)
    with clock.at(FRIDAY):
        factories.listing(seller)
        factories.application().submit()
    with clock.at(FRIDAY + timedelta(days=4)):  # Tuesday
        found = scrape()
    assert found["dengen_listings_waiting"] == found["dengen_applications_waiting"] == 1
    assert found["dengen_oldest_waiting_business_days", "listing"] == 2
    assert found["dengen_oldest_waiting_business_days", "application"] == 2


def test_the_metrics_tell_of_the_outbox(scrape):
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


def test_the_metrics_tell_of_the_seals(scrape, seller):
    assert scrape()["dengen_events_unsealed"] == Unsealed.objects.count() > 0
    seal_waiting()
    found = scrape()
    assert found["dengen_events_unsealed"] == found["dengen_oldest_unsealed_seconds"] == 0


def test_the_metrics_tell_when_each_worker_was_seen(scrape):
    WorkerHeartbeat.objects.create(worker="one:1", seen_at=clock.now() - timedelta(minutes=4))
    assert 240 <= scrape()["dengen_worker_silence_seconds", "one:1"] < 270


def test_the_metrics_count_requests_by_method_and_status(scrape, client):
    client.get("/login/")  # whoever asks first for something makes its series
    before = scrape()
    for method in ("GET", "HEAD", "POST", "PATCH"):
        client.generic(method, "/login/")
    client.get("/nowhere/")
    after = scrape()

    def more(method: str, status: str) -> float:
        key = (f"{REQUESTS}_count", method, status, "page")
        return after.get(key, 0) - before.get(key, 0)

    assert [more("GET", "2xx"), more("POST", "2xx"), more("other", "4xx")] == [2, 1, 1]
    assert more("GET", "4xx") == 1


def test_the_metrics_tell_how_long_requests_took(scrape, client):
    client.get("/login/")
    found = scrape()
    bucket = f"{REQUESTS}_bucket"
    buckets = {key[1]: n for key, n in found.items() if (key[0], *key[2:]) == (bucket, *PAGE_SHOWN)}
    assert buckets["+Inf"] == found[f"{REQUESTS}_count", *PAGE_SHOWN]
    assert found[f"{REQUESTS}_sum", *PAGE_SHOWN] > 0
    assert list(buckets.values()) == sorted(buckets.values())


def test_the_metrics_count_pages_made_and_pages_found_in_memory(scrape, seller):
    browser, before = browser_of(seller), scrape()
    for _time in range(3):
        assert browser.get("/listings/").status_code == 200
    after = scrape()

    def more(found: str) -> float:
        key = ("dengen_cache_gets_total", "pages", found)
        return after.get(key, 0) - before.get(key, 0)

    assert (more("no"), more("yes")) == (1, 2)


def test_the_metrics_count_failed_logins_by_reason(scrape, client, seller):
    def failed() -> float:
        return scrape().get(("dengen_failed_logins_total", "WrongPassword"), 0)

    before = failed()
    client.post("/login/", {"login_id": seller.login_id, "password": "chigau-2030"})
    assert failed() == before + 1
    client.post("/login/", {"login_id": seller.login_id, "password": factories.PASSWORD})
    assert failed() == before + 1


def test_the_metrics_tell_the_age_of_the_last_backup(scrape):
    assert "dengen_backup_age_seconds" not in scrape()
    LastBackup.note(clock.now() - timedelta(hours=2))
    assert 7200 <= scrape()["dengen_backup_age_seconds"] < 7230


def test_the_metrics_tell_of_the_board_and_its_database(scrape, seller):
    before = scrape()
    factories.listing(seller)
    after = scrape()
    assert after["dengen_board_version"] > before["dengen_board_version"]
    assert after["dengen_database_bytes"] > 100_000
    assert after["dengen_disk_free_bytes"] > 0
    assert after["dengen_accounts_frozen"] == 0
