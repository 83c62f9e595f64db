"""Nobody can make the board keep much: what it holds in memory and of strangers is bounded."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as of_board
from django.core.management import call_command
from django.test import Client

from dengen import bounded_cache, clock
from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.middleware import current_account as arrival
from dengen.accounts.authentication.sessions import store as sessions
from dengen.accounts.management.commands import clear_login_traces
from dengen.accounts.models import LoginGuard, Session
from dengen.bounded_cache import BoundedCache
from dengen.ui import sent_again
from tests import factories
from tests.conftest import browser_of

NEW = "/listings/new/"
ROOT = Path(__file__).resolve().parents[2] / "dengen"


def test_a_full_cache_forgets_what_was_asked_for_longest_ago():
    cache: BoundedCache[str, bytes] = BoundedCache(100_000, len)
    for number in range(1000):
        cache.put(f"key {number}", b"x" * 1000)
        cache.get("key 0")
        assert cache.bytes <= 100_000
    assert cache.get("key 0")
    assert cache.get("key 999")
    assert cache.get("key 1") is None


@pytest.mark.parametrize(("key", "value"), [("k", b"x" * 50_000), ("k" * 50_000, b"x")])
def test_what_is_too_large_for_a_cache_is_not_kept(key, value):
    cache: BoundedCache[str, bytes] = BoundedCache(100_000, len)
    cache.put(key, value)
    assert cache.get(key) is None
    assert cache.bytes == 0


def test_small_values_under_many_keys_are_bounded_too():
    cache: BoundedCache[tuple, bytes] = BoundedCache(100_000, len)
    for number in range(10_000):
        cache.put(("reader", number, "?title=" + "x" * 100), b"")
    assert 0 < cache.bytes <= 100_000


UNBOUNDED = re.compile(r"@cache\n\s*def \w+\(\w|lru_cache\((?:maxsize=)?None|@lru_cache\n")


def test_nothing_that_depends_on_what_people_send_is_kept_without_a_bound():
    rooms = [file for file in ROOT.rglob("*.py") if "demo" not in file.relative_to(ROOT).parts]
    found = [file.name for file in rooms if UNBOUNDED.search(file.read_text("utf-8"))]
    assert found == []
    assert len(bounded_cache.known) >= 3
    assert sum(cache.most for cache in bounded_cache.known) <= 64 * 2**20


@pytest.mark.django_db
class TestSessions:
    def fill(self, count: int, length: int) -> None:
        for _session in range(count):
            store = sessions.SessionStore()
            store["note"] = "".join(uuid4().hex for _piece in range(length // 32))
            store.save()
            sessions.SessionStore(store.session_key).load()

    def test_large_sessions_do_not_fill_the_memory(self):
        self.fill(20, 990_000)
        assert sessions._proven.bytes <= sessions.MEGABYTES * 2**20

    def test_usual_ones_are_read_once(self):
        self.fill(1, 1000)
        assert sessions._proven.bytes > 1000

    def test_accounts_count_with_what_they_hold(self, buyer):
        browser_of(buyer).get("/listings/")
        assert arrival._known.bytes > 2000


def filled_in(seal: str, size: int = 100) -> dict[str, str]:
    return {"seal": seal, "title": "書きかけ", "html": "x" * size}


@pytest.mark.django_db
class TestASeal:
    """A form that somebody sends without a login, with the seal of an account."""

    @pytest.fixture
    def seal(self, seller):
        return interrupted_form.seal(seller)

    def send(self, seal: str, size: int = 100) -> bool:
        browser = Client()
        browser.post(NEW, filled_in(seal, size))
        return of_board.SESSION_COOKIE_NAME in browser.cookies

    def test_is_good_for_so_many_forms(self, seal, settings):
        settings.KEPT_FORMS = 3
        assert [self.send(seal) for _form in range(5)] == [True, True, True, False, False]
        assert Session.objects.count() == 3

    def test_is_good_for_so_many_again_the_next_day(self, seller, settings):
        settings.KEPT_FORMS = 1
        with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock_:
            assert self.send(interrupted_form.seal(seller))
            assert not self.send(interrupted_form.seal(seller))
            clock_.shift(timedelta(hours=settings.SESSION_HOURS))
            assert self.send(interrupted_form.seal(seller))

    def test_keeps_no_form_that_is_larger_than_any_of_ours(self, seal):
        assert self.send(seal, sent_again.LARGEST_FORM - 1000)
        for _form in range(60):
            assert not self.send(seal, 990_000)
        assert Session.objects.count() == 1

    def test_is_good_again_once_what_was_kept_has_been_sent(self, seal, seller, settings):
        settings.KEPT_FORMS = 1
        browser = Client()
        for _form in range(3):
            answer = browser.post(NEW, filled_in(seal))
            key = answer.url.rpartition("%3D")[2]
            assert "restored" in answer.url
            browser.force_login(seller)
            browser.post(NEW, {"seal": seal, "restored": key, "preview": "1"})
            browser.cookies.clear()

    def test_is_not_used_up_by_a_draft_that_saves_itself_in_vain(self, seal, settings):
        settings.KEPT_FORMS = 1
        browser, draft = Client(), f"/listings/drafts/{uuid4()}/"
        for _moment in range(3):
            browser.post(draft, filled_in(seal), headers={"Sec-Fetch-Dest": "empty"})
        assert self.send(seal)

    def test_is_good_over_a_weekend_but_not_for_ever(self, seller):
        with time_machine.travel("2030-06-14T03:00:00+00:00", tick=False) as clock_:
            seal = interrupted_form.seal(seller)
            clock_.shift(timedelta(days=7))
            assert self.send(seal)
            clock_.shift(timedelta(seconds=1))
            assert not self.send(seal)

    def test_ends_with_its_owners_standing(self, seller, reviewer, seal):
        seller.suspend(by=reviewer, reason="確認中です。")
        assert not self.send(seal)
        seller.lift_suspension(by=reviewer)
        assert self.send(seal)
        seller.retire(by=reviewer, reason=factories.REASON)
        assert not self.send(seal)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/login/", "/apply/", "/password-request/", "/", NEW])
def test_a_stranger_who_looks_around_leaves_nothing_behind(page):
    Client().get(page)
    Client().post(page, {"title": "x", "login_name": "y", "next": "/"})
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_of_counts_for_ids_that_nobody_has_the_newest_stay(monkeypatch):
    monkeypatch.setattr(clear_login_traces, "MOST_ROWS", 10)
    now = clock.now()
    LoginGuard.objects.bulk_create(
        LoginGuard(key=f"{number:064}", failed_at=now - timedelta(seconds=number))
        for number in range(25)
    )
    call_command("clear_login_traces")
    assert set(LoginGuard.objects.values_list("key", flat=True)) == {f"{n:064}" for n in range(10)}
