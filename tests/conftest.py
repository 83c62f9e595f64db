"""What all tests share: tables that can be emptied between tests, and a fixed cast."""

import os
import shutil
import signal
from collections.abc import Iterator

import pytest
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.dispatch import receiver
from django.test import Client
from hypothesis import settings as property_tests

from dengen import bounded_cache
from dengen.accounts.authentication.second_factor.proof import note_proof
from dengen.accounts.models import Account
from dengen.database import read_only
from dengen.events import head, versions
from dengen.events.append_only import protect, unprotect
from dengen.listings import search
from tests import factories
from tests import settings as run
from tests.logs import leaks, listening

# The same examples in every run of bin/test; fresh ones in bin/fuzz.
property_tests.register_profile("test", derandomize=True, deadline=None)
property_tests.register_profile("fuzz", derandomize=False, deadline=None, print_blob=True)
property_tests.load_profile(os.environ.get("DENGEN_HYPOTHESIS", "test"))

APPEND_ONLY = ["events_event", "events_seal", "listings_decision"]
# As the migrations have it: the rest of a decision can be erased.
DECISION = ("id", "listing_id", "outcome", "revision", "decided_by_id", "decided_at")
GUARDED = {"listings_decision": DECISION}
REALLY_COMMITTING = {"live_server", "transactional_db", "django_db_reset_sequences"}


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's data folder; however the run ends, remove it."""
    if run.OWN_FOLDER:
        run.OWN_FOLDER.mkdir(mode=0o700)
        config.add_cleanup(lambda: shutil.rmtree(run.OWN_FOLDER, ignore_errors=True))
        signal.signal(signal.SIGTERM, lambda *_frame: pytest.exit("terminated"))
    (run.DATA_DIR / "static").mkdir(parents=True, exist_ok=True)


def really_commits(request: pytest.FixtureRequest) -> bool:
    """Whether the test's transactions end by themselves, instead of all being taken back."""
    marker = request.node.get_closest_marker("django_db")
    is_transactional = marker is not None and marker.kwargs.get("transaction", False)
    return is_transactional or bool(REALLY_COMMITTING.intersection(request.fixturenames))


@pytest.fixture(autouse=True)
def append_only_tables(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions ends by emptying all tables, which triggers would refuse."""
    if not really_commits(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    for table in APPEND_ONLY:
        protect(connection, table, *GUARDED.get(table, ()))
    search.install(connection, [])  # emptying the tables leaves the index as it is
    yield
    for table in APPEND_ONLY:
        unprotect(connection, table)


@pytest.fixture(autouse=True)
def nothing_kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test's database begins anew, with the versions of before."""
    bounded_cache.forget_all()
    monkeypatch.setattr(versions, "IS_WRITTEN_LAST", really_commits(request))


@pytest.fixture(autouse=True)
def no_head_noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test's trail begins anew, and several processes share the data folder."""
    monkeypatch.setattr(head, "FILE", f"trail-head-{os.getpid()}")
    head.forget_pauses()
    yield
    head.file().unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def obeying_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that a test runs here may obey the read-only mode, and so would all later tests."""
    monkeypatch.setattr(read_only, "_obeys", False)


@pytest.fixture(autouse=True)
def nothing_told_to_the_log() -> Iterator[None]:
    """No line of the log holds a password, a key or a person, whatever a test does."""
    with listening(leaks):
        yield
    found, leaks.found = leaks.found, []
    assert not found


@receiver(user_logged_in)
def prove_second_factor(request, user: Account, **_others) -> None:
    """`Client.force_login` goes all the way, also for staff; its request comes from nowhere."""
    if user.is_operator and request.method is None:
        note_proof(request)


def browser_of(account: Account) -> Client:
    """A browser in which the account is logged in."""
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def seller(db) -> Account:
    """A member who posts."""
    return factories.member(organization_name="みなと火力発電株式会社")


@pytest.fixture
def buyer(db) -> Account:
    """A member who reads and inquires."""
    return factories.member(organization_name="株式会社あおば電力")


@pytest.fixture
def reviewer(db) -> Account:
    """One of the operator's staff who decide."""
    return factories.operator()
