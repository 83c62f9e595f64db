"""While the board is read-only every page is there, and no address changes a row.

Goes through the map of addresses, so that a new one is tried too.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from dengen.accounts.models import Account
from dengen.backup.models import ReadOnlyMode
from dengen.database import read_only
from tests.structure.access import ACCESS, NOT_ALLOWED, expected
from tests.structure.test_addresses import address, answer, clients, world

__all__ = ["clients", "world"]
pytestmark = pytest.mark.django_db

UNAVAILABLE = 503


@pytest.fixture
def closed(clients, monkeypatch) -> Iterator[dict[str, Client]]:
    """The browsers of everybody, on a board that is read-only."""
    monkeypatch.setattr(read_only, "_obeys", True)
    by = Account.objects.get(role="administrator")
    ReadOnlyMode.begin(by=by, reason="更新のため")
    for client in clients.values():
        client.raise_request_exception = False
    yield clients
    for client in clients.values():
        client.raise_request_exception = True


def sent(client: Client, target: str) -> HttpResponse:
    """Return the answer; what was refused has reached no database, so the test's own transaction
    is still good."""
    answer = client.post(target)
    connection.needs_rollback = False
    return answer


def everything() -> dict[str, list[tuple]]:
    """Return the rows of all tables."""
    return {
        model._meta.db_table: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
    }


@pytest.mark.parametrize("name", ACCESS)
def test_whatever_is_read_is_there_as_ever(closed, name):
    target = address(name)
    answers = {who: answer(client.get(target)) for who, client in closed.items()}
    assert answers == expected(name, "get")


@pytest.mark.parametrize("name", ACCESS)
def test_whatever_is_sent_changes_nothing(closed, name):
    target, before = address(name), everything()
    answers = {who: answer(sent(client, target)) for who, client in closed.items()}
    assert everything() == before
    as_ever = expected(name, "post")
    assert {who: a for who, a in answers.items() if a not in {as_ever[who], UNAVAILABLE}} == {}


def test_many_steps_say_that_the_board_is_read_only(closed):
    refused = 0
    for name in ACCESS:
        if expected(name, "post")["administrator"] not in {NOT_ALLOWED, 404, 403, 422}:
            page = sent(closed["administrator"], address(name))
            refused += page.status_code == UNAVAILABLE and "更新のため" in page.text
    assert refused >= 11  # the others ask for what is missing first
