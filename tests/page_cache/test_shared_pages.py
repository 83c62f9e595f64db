"""What one web process has made, the others show; whatever becomes of the file that they share."""

import os
import re
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.test import Client
from django.urls import path
from django.utils import translation

from dengen import bounded_cache, urls
from dengen.commands.serve import sharing_pages
from dengen.events.topics import BOARD
from dengen.pages import shared_pages, stand_in
from dengen.pages.page_cache import cached_per_reader
from tests import factories
from tests.conftest import browser_of
from tests.database.served import Visitor, served
from tests.mail.conftest import database_url
from tests.watch.test_counting import TOKEN, scrape

MEMBERS = "/listings/"
GETS = re.compile(r'^dengen_cache_gets_total{cache="(\w+)",found="(\w+)"} (\S+)$', re.MULTILINE)


@pytest.fixture
def file(tmp_path, monkeypatch) -> Path:
    """The file that is shared, as small as it may be."""
    monkeypatch.setattr(settings, "SHARED_PAGES_MEGABYTES", 1)
    shared = tmp_path / "pages"
    shared.touch()
    monkeypatch.setenv(shared_pages.FILE_VARIABLE, str(shared))
    return shared


@pytest.fixture
def reading(buyer, seller) -> Client:
    factories.published(seller, title="水力を売りたい")
    return browser_of(buyer)


def elsewhere(browser: Client, page: str = MEMBERS) -> HttpResponse:
    """The answer of a process that has nothing in its own memory."""
    bounded_cache.forget_all()
    return browser.get(page)


def is_made(answer: HttpResponse) -> bool:
    return bool(answer.templates)


@cached_per_reader(BOARD)
def language(request):
    return JsonResponse({"language": translation.get_language()})


urlpatterns = [path("language/", language), *urls.urlpatterns]


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_one_makes_a_page_and_both_show_it(seller, tmp_path):
    settings_of_it = {"DENGEN_METRICS_TOKEN": TOKEN, "TMPDIR": str(tmp_path)}
    factories.published(seller, title="水力を売りたい")
    with served(database_url(), workers=2, **settings_of_it) as port:
        visitor = Visitor(port).log_in(seller.login_id)
        pages = [visitor.get(MEMBERS) for _number in range(20)]  # each connects anew
        gets = {(cache, found): int(float(n)) for cache, found, n in GETS.findall(scrape(port))}
    assert all(status == 200 and "水力を売りたい" in page for status, page in pages)
    assert gets["shared_pages", "no"] == 1
    assert gets["shared_pages", "yes"] == 1
    assert gets["pages", "yes"] == 18
    assert not list(tmp_path.glob("dengen-pages-*"))  # gone with the server


@pytest.mark.django_db
def test_a_page_that_another_process_made_is_not_made_again(file, reading):
    first = reading.get(MEMBERS)
    assert is_made(first)
    second = elsewhere(reading)
    assert not is_made(second)
    assert "水力を売りたい" in second.text
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_page_of_another_process_holds_the_readers_own_names(file, reading, buyer):
    other = factories.member(organization_name="株式会社よその電力")
    reading.get(MEMBERS)
    answer = elsewhere(browser_of(other))
    assert not is_made(answer)
    assert "株式会社よその電力" in answer.text
    assert buyer.organization.name not in answer.text


@pytest.mark.django_db
def test_what_only_this_process_understands_is_not_shared(file, reading):
    reading.get(MEMBERS)
    assert file.stat().st_size
    assert stand_in.SECRET.encode() not in file.read_bytes()


@pytest.mark.django_db
def test_an_event_counts_for_what_another_process_made(file, reading, seller):
    reading.get(MEMBERS)
    factories.published(seller, title="蓄電池を売りたい")
    assert "蓄電池を売りたい" in elsewhere(reading).text


@pytest.mark.django_db
def test_ones_own_page_of_another_process_is_nobody_elses(file, reading, seller):
    browser_of(seller).get("/listings/mine/")
    answer = elsewhere(reading, "/listings/mine/")
    assert is_made(answer)
    assert "水力を売りたい" not in answer.text


@pytest.mark.django_db
@pytest.mark.urls("tests.page_cache.test_shared_pages")
def test_a_page_in_another_language_is_another(file, reading):
    assert reading.get("/language/").json() == {"language": "ja"}
    with translation.override("en"):
        assert elsewhere(reading, "/language/").json() == {"language": "en"}


def spoil(file: Path) -> None:
    length = file.stat().st_size
    file.write_bytes(os.urandom(length))


def halve(file: Path) -> None:
    """As if the writer of each page had been killed."""
    found = bytearray(file.read_bytes())
    for place in range(0, len(found), shared_pages.PLACE):
        found[place + 1000 : place + shared_pages.PLACE] = bytes(shared_pages.PLACE - 1000)
    file.write_bytes(found)


def shorten(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: shared_pages.PLACE // 2])


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.django_db
@pytest.mark.parametrize("harm", [spoil, halve, shorten, empty])
def test_a_damaged_file_costs_no_answer(file, reading, harm):
    reading.get(MEMBERS)
    harm(file)
    assert "水力を売りたい" in elsewhere(reading).text


@pytest.mark.django_db
def test_a_file_that_was_removed_costs_no_answer(file, reading):
    file.unlink()
    assert is_made(reading.get(MEMBERS))
    assert "水力を売りたい" in elsewhere(reading).text


@pytest.mark.django_db
def test_a_file_without_room_costs_no_answer(monkeypatch, reading):
    monkeypatch.setenv(shared_pages.FILE_VARIABLE, "/dev/full")
    for _time in range(2):
        assert "水力を売りたい" in elsewhere(reading).text


@pytest.mark.django_db
def test_a_page_in_the_place_of_another_is_not_that_page(file, reading):
    reading.get("/listings/?title=火力")
    page = file.read_bytes()[-(file.stat().st_size % shared_pages.PLACE) :]  # the only one
    file.write_bytes(page.ljust(shared_pages.PLACE, b"\0") * 16)
    assert "水力を売りたい" in elsewhere(reading).text


@pytest.mark.django_db
def test_a_page_that_was_sealed_with_another_key_is_not_there(file, reading, monkeypatch):
    shared_pages.put(("page",), "made")
    assert shared_pages.get(("page",)) == "made"
    monkeypatch.setattr(settings, "SECRET_KEY", "another key " * 5)
    assert shared_pages.get(("page",)) is None


def test_the_file_stays_within_its_size(file):
    for number in range(200):
        shared_pages.put(("page", number), "x" * 60_000)
        shared_pages.put(("large page", number), "x" * 70_000)
    assert file.stat().st_size <= 2**20


def test_without_a_folder_for_temporary_files_nothing_is_shared(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with sharing_pages():
        assert shared_pages.FILE_VARIABLE not in os.environ
