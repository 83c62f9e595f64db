"""The list of eligible businesses (利用資格): compared, looked at, taken over in one piece."""

from datetime import timedelta

import pytest

from dengen import clock
from dengen.accounts.applications.business_list import LARGEST_FILE
from dengen.accounts.applications.business_list.eligible import eligibility
from dengen.accounts.models import BusinessImport, EligibleBusiness
from dengen.events.models import Event
from tests import factories
from tests.conftest import browser_of
from tests.console.lists import confirm, names, page, prepare, take_over, upload
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db
BOTH = {"みなと火力発電株式会社", "株式会社あおば電力"}


@pytest.fixture
def client(db):
    return browser_of(factories.operator("administrator"))


def test_a_file_becomes_the_list_once_it_is_confirmed(client):
    found = prepare(client)
    assert names() == set()
    assert "まだ取り込んでいません" in page(client, found)
    assert "2件の名簿を取り込みました" in confirm(client, found).content.decode()
    assert names() == BOTH


def test_a_workbook_becomes_the_list_too(client):
    from tests.accounts.applications.business_list.workbooks import workbook

    take_over(client, workbook(["名称", "法人番号"], ["みなと", 7000012050002]))
    found = EligibleBusiness.objects.current().get()
    assert (found.name, found.corporate_number) == ("みなと", "7000012050002")


def test_before_it_is_confirmed_one_sees_what_comes_changes_and_goes(client):
    take_over(client)
    found = prepare(client, "事業者名,法人番号\nみなと火力,7000012050002\n北の電力,\n")
    assert "追加1件、変更1件、名簿から除く1件" in page(client, found)
    assert "株式会社あおば電力" in page(client, found, show="removed")
    assert "北の電力" in page(client, found, show="added")
    changed = page(client, found, show="changed")
    assert changed.index("みなと火力発電株式会社") < changed.index("みなと火力<")
    assert names() == BOTH


def test_what_changes_is_shown_page_by_page(client, settings):
    lines = [f"第{number}電力" for number in range(settings.PAGE_SIZE + 1)]
    found = prepare(client, "\n".join(["事業者名", *lines]))
    first, second = page(client, found), page(client, found, page="2")
    assert first.count('<th scope="row">') == settings.PAGE_SIZE
    assert second.count('<th scope="row">') == 1


def test_adding_leaves_what_the_file_does_not_name(client):
    take_over(client)
    found = take_over(client, "事業者名\n北の電力\n", way="no")
    assert names() == BOTH | {"北の電力"}
    assert found.counts["removed"] == 0


def test_adding_lets_the_newer_name_win(client):
    take_over(client)
    take_over(client, "事業者名,法人番号\nみなと電力株式会社,7000012050002\n", way="no")
    assert names() == {"みなと電力株式会社", "株式会社あおば電力"}


def test_adding_gives_a_number_to_whom_had_none_and_takes_none_away(client):
    take_over(client)
    text = "事業者名,法人番号\n（株）あおば電力,9010001008669\nみなと火力発電（株）,\n"
    take_over(client, text, way="no")
    found = EligibleBusiness.objects.current().values_list("name", "corporate_number")
    assert set(found) == {
        ("（株）あおば電力", "9010001008669"),
        ("みなと火力発電（株）", "7000012050002"),
    }


def test_replacing_removes_what_the_file_does_not_name(client):
    take_over(client)
    take_over(client, "事業者名\n北の電力\n")
    assert names() == {"北の電力"}


def test_two_of_one_name_are_two_when_their_numbers_differ(client):
    take_over(client, "事業者名,法人番号\n甲,7000012050002\n")
    found = prepare(client, "事業者名,法人番号\n甲,9010001008669\n")
    assert (found.counts["added"], found.counts["changed"], found.counts["removed"]) == (1, 0, 1)


def test_each_bad_line_of_a_list_is_named_with_its_reason(client):
    found = prepare(client, "事業者名,法人番号\n,7000012050002\n甲,1234\n乙,\n")
    shown = page(client, found, show="flawed")
    assert "取り込めない行が2件あります" in shown
    assert "事業者名（A列）がありません。" in shown
    assert "法人番号（B列）が13桁の数字ではありません。" in shown


def test_the_bad_lines_come_as_a_file_that_no_spreadsheet_calculates(client):
    found = prepare(client, "事業者名,法人番号\n甲,=1+1\n乙,\n=cmd(),99\n")
    answer = client.get(f"/console/businesses/imports/{found.pk}/errors.csv")
    file = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "甲,=1+1" in file
    assert "'=cmd(),99" in file


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "ファイルが空です"),
        ("会員\n甲\n".encode(), "見出しがありません"),
        (b"a" * (LARGEST_FILE + 1), "ファイルが大きすぎます"),
        ('事業者名\n甲\n"乙\n丙\n'.encode(), "3行目A列の引用符"),
        ("事業者名,法人番号\n甲,1.2E+12\n".encode(), "取り込める行がありません"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(client, data, reason):
    take_over(client)
    form = upload(client, data).context["form"]
    assert reason in str(form.errors["file"])
    assert BusinessImport.objects.count() == 1
    assert names() == BOTH


def test_while_it_is_compared_the_old_list_counts_and_the_bar_moves(client):
    take_over(client)
    upload(client, "事業者名\n北の電力\n")
    running = BusinessImport.objects.first()
    assert "<progress" in page(client, running)
    assert "比較中" in client.get("/console/businesses/").content.decode()
    confirm(client, running)
    assert names() == BOTH


def test_a_worker_that_died_leaves_the_old_list_and_it_can_be_begun_anew(client):
    take_over(client)
    upload(client, "事業者名\n北の電力\n")
    running = BusinessImport.objects.first()
    EligibleBusiness.objects.create(source=running, name="半端", folded_name="半端")
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert "比較が止まっているようです" in page(client, running)
        client.post(f"/console/businesses/imports/{running.pk}/comparison/")
        run_tasks()
    assert names() == BOTH
    running.refresh_from_db()
    confirm(client, running)
    assert names() == {"北の電力"}


def test_an_attempt_that_comes_back_after_the_next_one_began_writes_nothing(client):
    upload(client)
    found = BusinessImport.objects.get()
    with clock.at(clock.now() + timedelta(minutes=3)):
        client.post(f"/console/businesses/imports/{found.pk}/comparison/")
    found.compare(attempt=1)
    assert found.businesses.count() == 0
    run_tasks()
    assert found.businesses.count() == 2


def test_confirmed_twice_it_is_taken_over_once(client):
    found = prepare(client)
    for _press in range(2):
        confirm(client, found)
    assert Event.objects.filter(name="business_list.imported").count() == 1


def test_who_took_over_what_stands_in_the_trail(client):
    take_over(client)
    found = take_over(client, "事業者名\n北の電力\n株式会社あおば電力\n\n")
    event = Event.objects.get(name="business_list.imported", subject_id=found.pk)
    assert event.actor == found.taken_over_by
    told = {name: event.particular(name) for name in ("total", "added", "changed", "removed")}
    assert told == {"total": 2, "added": 1, "changed": 0, "removed": 1}


def test_an_application_is_marked_by_number_first_and_else_by_name(client):
    assert eligibility("みなと火力発電株式会社") == "no_list"
    take_over(client)
    assert eligibility("別の名前", "7000012050002") == "listed"
    assert eligibility("（株）あおば電力") == "listed"
    assert eligibility("あおば電力株式会社") == "alike"
    assert eligibility("みなと火力発電株式会社", "9010001008669") == "alike"
    assert eligibility("知らない電力株式会社") == "not_listed"


@pytest.mark.parametrize(
    ("name", "number", "mark"),
    [
        ("知らない電力株式会社", "", "名簿になし"),
        ("あおば電力株式会社", "", "名簿に似た名称あり"),
        ("（株）あおば電力", "", "名簿にあり"),
        ("別の名前", "7000012050002", "名簿にあり"),
        ("みなと火力発電株式会社", "9010001008669", "名簿に似た名称あり"),
    ],
)
def test_the_reviewer_reads_the_mark_on_the_application(client, reviewer, name, number, mark):
    take_over(client)
    fields = {"organization_name": name, "corporate_number": number}
    application = factories.application(**fields).submit()
    for address in [f"/console/applications/{application.pk}/", "/console/applications/"]:
        assert mark in browser_of(reviewer).get(address).content.decode()
