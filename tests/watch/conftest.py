import pytest
from django.test import Client

from dengen.accounts.models import Account
from tests.conftest import browser_of
from tests.logs import Lines, listening


@pytest.fixture
def lines():
    """The log of this test."""
    heard = Lines()
    with listening(heard):
        yield heard


@pytest.fixture
def troubled(settings, seller: Account) -> Client:
    """A member's browser, on a board with broken pages."""
    settings.ROOT_URLCONF = "tests.watch.broken"
    client = browser_of(seller)
    client.raise_request_exception = False
    return client
