"""What machines hear that ask how the board is."""

import shutil
from collections import namedtuple

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client

from dengen.watch import readiness

pytestmark = pytest.mark.django_db
LIVE, READY = "/health/live", "/health/ready"


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(readiness, "_seen", [])


@pytest.mark.parametrize("address", [LIVE, READY])
def test_a_board_that_lacks_nothing_is_ready(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Cache-Control"] == "no-store"


def test_a_probe_comes_by_plain_http_to_an_address_of_the_machine(settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(LIVE, headers={"host": "10.1.2.3:8000"}).status_code == 200


def test_a_probe_begins_no_session_and_stands_in_no_log(client, lines):
    answer = client.get(READY)
    assert not answer.cookies
    assert not lines.texts


def test_the_probe_of_life_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(LIVE).status_code == 200


def not_ready(client, lines) -> str:
    """What the log says, after the answer that says nothing."""
    answer = client.get(READY)
    assert (answer.status_code, answer.content) == (503, b"not ok\n")
    return " ".join(lines.one("not ready")["obstacles"])


def test_without_all_migrations_it_is_not_ready(client, lines):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'listings'")
    assert "migrations" in not_ready(client, lines)


def test_with_a_full_disk_it_is_not_ready(client, lines, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(2**30, 2**30, 1000))
    assert "room" in not_ready(client, lines)


def test_on_a_server_that_takes_no_changes_it_is_not_ready(client, lines):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has standbys")
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    assert "takes no changes" in not_ready(client, lines)


@pytest.fixture
def hashed_files(settings, tmp_path):
    """Static files as a real board has them, in a folder that is empty yet."""
    settings.STATIC_ROOT = tmp_path
    hashed = {"BACKEND": "dengen.ui.static_files.HashedStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}  # a new one: the old stays


def test_before_the_static_files_are_collected_it_is_not_ready(client, lines, hashed_files):
    assert "static files are missing: run `dengen migrate`" in not_ready(client, lines)


def test_with_the_static_files_of_another_version_it_is_not_ready(client, lines, hashed_files):
    call_command("collectstatic", interactive=False, verbosity=0)
    assert client.get(READY).status_code == 200
    staticfiles_storage.hashed_files.popitem()
    assert "static files are missing" in not_ready(client, lines)
