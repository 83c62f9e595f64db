"""The operator's staff, and somebody whom the console is none of the business of."""

import pytest
from django.test import Client

from tests.console.cast import make_operator


def client_of(account) -> Client:
    """A browser in which the account is logged in."""
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def reviewer(db):
    return make_operator("reviewer01", "審査花子", "reviewer")


@pytest.fixture
def colleague(db):
    return make_operator("reviewer02", "同僚次郎", "reviewer")


@pytest.fixture
def auditor(db):
    return make_operator("auditor001", "監査三郎", "auditor")


@pytest.fixture
def reviewer_client(reviewer):
    """The reviewer's browser."""
    return client_of(reviewer)


@pytest.fixture
def colleague_client(colleague):
    """The colleague's browser."""
    return client_of(colleague)


@pytest.fixture
def auditor_client(auditor):
    """The auditor's browser."""
    return client_of(auditor)
