"""No press of a button loses the list of businesses: it is asked, and the one before comes back."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from dengen import clock
from dengen.accounts.applications.business_list.taking_over import UNCONFIRMED_REMOVAL_DIVISOR
from dengen.accounts.models import BusinessImport, EligibleBusiness
from dengen.events.models import Event
from tests import factories
from tests.conftest import browser_of
from tests.console.lists import confirm, names, of, page, prepare, take_over
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    return factories.operator("administrator")


@pytest.fixture
def client(administrator):
    return browser_of(administrator)


@pytest.fixture
def colleague(db):
    return factories.operator("administrator", name="高橋")


def put_back(client, version: BusinessImport) -> BusinessImport:
    client.post(f"/console/businesses/versions/{version.pk}/recall/")
    run_tasks()
    return BusinessImport.objects.first()


def test_up_to_a_fifth_may_go_with_one_press(client):
    take_over(client, of(2 * UNCONFIRMED_REMOVAL_DIVISOR))
    found = prepare(client, of(2 * UNCONFIRMED_REMOVAL_DIVISOR - 2))
    assert "除く件数を入力してください" not in page(client, found)
    confirm(client, found, removed="")
    assert len(names()) == 2 * UNCONFIRMED_REMOVAL_DIVISOR - 2


@pytest.mark.parametrize("typed", ["", "2", "30", "三", "9" * 5000])
def test_more_than_a_fifth_wants_its_number_typed(client, typed):
    take_over(client, of(2 * UNCONFIRMED_REMOVAL_DIVISOR))
    found = prepare(client, of(2 * UNCONFIRMED_REMOVAL_DIVISOR - 3))
    assert "除く件数を入力してください" in page(client, found)
    answer = confirm(client, found, removed=typed)
    assert len(answer.context["form"].errors["removed"]) == 1
    assert len(names()) == 2 * UNCONFIRMED_REMOVAL_DIVISOR
    confirm(client, found, removed="３")
    assert len(names()) == 2 * UNCONFIRMED_REMOVAL_DIVISOR - 3


def test_a_number_of_thousands_may_be_typed_with_its_commas():
    from dengen.accounts.applications.business_list.taking_over import number_of

    assert number_of("1,234") == number_of("１，２３４") == number_of("1234") == 1234


def test_adding_businesses_never_asks_for_their_number(client):
    take_over(client, of(20))
    assert not prepare(client, "事業者名\n甲", way="no").asks_for_number


def test_the_list_before_is_put_back_once_it_was_looked_at(client):
    first = take_over(client, of(3))
    take_over(client, "事業者名\n北の電力")
    found = put_back(client, first)
    assert names() == {"北の電力"}
    shown = page(client, found)
    assert "以前の版に戻す" in shown
    assert "追加3件、変更0件、名簿から除く1件" in shown
    confirm(client, found)
    assert names() == {"第0電力株式会社", "第1電力株式会社", "第2電力株式会社"}


def test_a_list_that_was_put_back_can_be_put_back_again(client):
    first = take_over(client, of(3))
    second = take_over(client, "事業者名\n北の電力")
    again = put_back(client, first)
    confirm(client, again)
    confirm(client, put_back(client, second))
    confirm(client, put_back(client, again))
    assert len(names()) == 3


def test_the_history_says_who_when_and_how_many(client, colleague):
    take_over(browser_of(colleague), of(3))
    take_over(client, of(4))
    shown = client.get("/console/businesses/versions/").content.decode()
    assert shown.index("4件") < shown.index("高橋") < shown.index("追加3件、変更0件、除外0件")
    assert shown.count("この版に戻す<") == 1


def test_putting_an_earlier_list_of_businesses_back_is_recorded(client, administrator):
    first = take_over(client, of(3))
    take_over(client, of(4))
    found = put_back(client, first)
    confirm(client, found)
    recorded = Event.objects.filter(subject_id=found.pk, name__startswith="business_list.")
    assert [(one.name, one.actor) for one in recorded.order_by("pk")] == [
        ("business_list.recalled", administrator),
        ("business_list.imported", administrator),
    ]


def test_what_a_colleague_took_over_meanwhile_is_told_and_wants_another_look(client, colleague):
    take_over(client, of(3))
    mine = prepare(client, of(4))
    take_over(browser_of(colleague), of(5))
    assert "高橋さんが名簿を更新しました" in confirm(client, mine).content.decode()
    assert len(names()) == 5
    assert "現在の名簿との違いをご確認ください" in page(client, mine)
    client.post(f"/console/businesses/imports/{mine.pk}/comparison/")
    run_tasks()
    mine.refresh_from_db()
    assert mine.counts["removed"] == 1
    confirm(client, mine)
    assert len(names()) == 4


def test_two_who_look_at_files_at_once_are_told_of_each_other(client, colleague):
    mine = prepare(client, of(4))
    other = browser_of(colleague)
    theirs = prepare(other, of(5))
    assert "高橋さんが" in page(client, mine)
    assert "も、取り込みを待っています" in page(other, theirs)
    assert (
        "まだ取り込まれていない名簿が2件"
        in other.get("/console/businesses/upload/").content.decode()
    )


def test_what_was_uploaded_is_still_there_after_another_login(client, administrator):
    take_over(client, of(3))
    found = prepare(client, of(4))
    client.logout()
    again = browser_of(administrator)
    assert f"/console/businesses/imports/{found.pk}/" in again.get("/console/businesses/").text
    confirm(again, found)
    assert len(names()) == 4


def test_what_is_given_up_changes_nothing_and_is_gone_from_the_console(client):
    take_over(client, of(3))
    found = prepare(client, of(4))
    answer = client.post(f"/console/businesses/imports/{found.pk}/removal/", follow=True)
    assert "取り込みを取り消しました。名簿は変わっていません" in answer.content.decode()
    assert "まだ取り込まれていません" not in answer.content.decode()
    confirm(client, found)
    assert len(names()) == 3


def test_only_so_many_versions_are_kept_and_the_present_one_always(client, settings):
    settings.BUSINESS_LISTS_KEPT = 2
    versions = [take_over(client, of(count)) for count in (3, 4, 5)]
    call_command("clear_business_lists")
    kept = EligibleBusiness.objects.values_list("source", flat=True).distinct()
    assert set(kept) == {version.pk for version in versions[1:]}
    shown = client.get("/console/businesses/versions/").content.decode()
    assert "内容は残っていません" in shown
    assert "3件" in shown
    settings.BUSINESS_LISTS_KEPT = 0
    call_command("clear_business_lists")
    assert len(names()) == 5


def test_a_version_that_is_forgotten_cannot_be_put_back(client, settings):
    settings.BUSINESS_LISTS_KEPT = 1
    first = take_over(client, of(3))
    take_over(client, of(4))
    call_command("clear_business_lists")
    address = f"/console/businesses/versions/{first.pk}/recall/"
    assert "保存期間が過ぎたため残っていません" in client.post(address, follow=True).text
    assert BusinessImport.objects.count() == 2


def test_a_version_that_is_being_put_back_is_kept_meanwhile(client, settings):
    settings.BUSINESS_LISTS_KEPT = 1
    first = take_over(client, of(3))
    take_over(client, of(4))
    found = put_back(client, first)
    call_command("clear_business_lists")
    confirm(client, found)
    assert len(names()) == 3


def test_what_nobody_took_over_is_forgotten_after_so_many_days(client, settings):
    take_over(client, of(3))
    found = prepare(client, of(4))
    for moment, is_open in [(-1, True), (1, False)]:
        day = clock.now() + timedelta(days=settings.BUSINESS_LIST_DAYS, minutes=moment)
        with clock.at(day):
            call_command("clear_business_lists")
        found.refresh_from_db()
        assert found.is_open == is_open
    assert found.businesses.count() == 0
    assert bytes(found.data) == b""
    assert len(names()) == 3


def test_several_open_imports_are_one_line_on_the_page_of_an_upload(client):
    for _number in range(3):
        newest = prepare(client)
    text = client.get("/console/businesses/upload/").text
    assert "まだ取り込まれていない名簿が3件あります" in text
    assert f"/console/businesses/imports/{newest.pk}/" not in text


def test_ones_own_older_imports_are_discarded_in_one_press_and_nobody_elses(client):
    others = prepare(browser_of(factories.operator("administrator")))
    older, newest = prepare(client), prepare(client)
    answer = client.post("/console/businesses/imports/removal/", follow=True)
    assert "1件の取り込みを取り消しました" in answer.text
    assert set(BusinessImport.objects.open()) == {others, newest}
    assert BusinessImport.objects.get(pk=older.pk).state == "discarded"


def test_an_import_is_told_of_others_in_one_line(client):
    for _number in range(3):
        newest = prepare(client)
    assert page(client, newest).count("まだ取り込まれていない") == 1
