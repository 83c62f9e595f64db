"""操作の記録: found by person, thing, step and time; taken along as a file; checked."""

import ast
import csv
import io
import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengen.accounts.membership.account.contact import CONTACT_FIELDS
from dengen.accounts.membership.role import Role
from dengen.accounts.models import Account, MailDomain
from dengen.console.audit import slices
from dengen.console.audit.vocabulary import EVENTS, PARTICULARS
from dengen.events.append_only import protect, unprotect
from dengen.events.models import Event, Seal
from dengen.events.trail import record
from tests import factories
from tests.console.cast import make_application, make_listing, make_member, make_operator
from tests.structure.source import calls, modules
from tests.structure.test_events import NAMES

AUDIT = "console:audit"
NOON = datetime(2026, 6, 1, 3, tzinfo=UTC)  # in Tokyo


@pytest.fixture
def tanuki(reviewer):
    """A member who handed a listing in, which was denied."""
    member = make_member(
        reviewer,
        login_name="TanukiDen1",
        organization_name="狸電力株式会社",
        family_name="田貫",
        given_name="太郎",
    )
    listing = make_listing(member, title="タヌキ山の風力")
    listing.deny(by=reviewer, reason="=1+1 ではありません", revision=1)
    return member


def shown(reviewer_client, **conditions) -> list[str]:
    """The names of the events on the page."""
    return [
        row.event.name for row in reviewer_client.get(reverse(AUDIT), conditions).context["rows"]
    ]


FORMER = {"business_list.confirmed"}  # recorded by 0.1.0, and still to be read


def body(response) -> str:
    return b"".join(response.streaming_content).decode()


def test_every_event_and_every_particular_has_words():
    keywords = {
        keyword.arg
        for tree in modules().values()
        for call in calls(tree, "record")
        if isinstance(call.args[0], ast.Constant)
        for keyword in call.keywords
    }
    assert EVENTS.keys() - FORMER == NAMES
    assert keywords - {"by", "private", "handed", None} <= PARTICULARS.keys()


def test_a_row_tells_when_who_what_to_which_from_where_and_why(reviewer_client, tanuki):
    page = reviewer_client.get(reverse(AUDIT), {"name": "listing.denied"}).text
    link = reverse("console:listing", args=[tanuki.listings.get().pk])
    for words in ["審査花子", "掲載の否認", "listing.denied", "タヌキ山の風力", link, "コマンド"]:
        assert words in page
    assert "=1+1 ではありません" in page


def test_the_filter_names_each_kind_once_and_finds_all_that_are_called_so(reviewer_client):
    factories.new_terms()
    choices = reviewer_client.get(reverse(AUDIT)).context["form"].fields["kind"].choices
    labels = [str(label) for _value, label in choices]
    assert len(labels) == len(set(labels))
    value = next(value for value, label in choices if label == "利用規約")
    rows = reviewer_client.get(reverse(AUDIT), {"kind": value}).context["rows"]
    assert {row.event.subject_type for row in rows} == {"accounts.terms", "accounts.termsdraft"}


def test_what_is_gone_is_named_in_words(reviewer_client):
    by = factories.operator("administrator")
    domain = MailDomain.settle(by=by, domain="minato.example.jp", treatment="refused")
    number = domain.pk
    domain.drop(by=by, read=domain.revision)
    page = reviewer_client.get(reverse(AUDIT), {"name": "mail_domain.removed"}).text
    assert f"メールドメイン（番号{number}、削除済み）" in page


def test_a_visit_shows_its_address(client, auditor_client, tanuki):
    client.post("/login/", {"login_id": "TanukiDen1", "password": "Correct7Horse"})
    page = auditor_client.get(reverse(AUDIT), {"name": "account.logged_in"}).text
    assert "127.0.0.1" in page
    assert "画面" in page


@pytest.mark.parametrize("typed", ["tanuki", "ＴＡＮＵＫＩ", "田貫 太", "㈱狸電力"])
def test_a_person_is_found_by_id_name_or_business_as_actor_and_as_subject(
    reviewer_client, tanuki, typed
):
    make_listing(make_member(make_operator("reviewer09", "別人", "reviewer")))
    names = shown(reviewer_client, person=typed)
    assert sorted(names) == ["application.approved", "application.submitted", "listing.submitted"]


def test_a_thing_is_found_by_number_and_by_title(reviewer_client, tanuki):
    listing = tanuki.listings.get()
    both = ["listing.denied", "listing.submitted"]
    assert shown(reviewer_client, thing=str(listing.pk), kind="listings.listing") == both
    assert shown(reviewer_client, thing="ﾀﾇｷ山") == both
    assert shown(reviewer_client, thing="9" * 30) == []


def test_a_period_holds_both_its_days_in_tokyo(reviewer_client, reviewer):
    moments = ["2026-05-31 14:59:59", "2026-05-31 15:00", "2026-06-01 14:59:59", "2026-06-01 15:00"]
    for moment in moments:
        with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
            reviewer.log_out()
    assert len(shown(reviewer_client, first="2026-06-01", last="2026-06-01")) == 2
    assert len(shown(reviewer_client, last="2026-05-31")) == 1
    assert len(shown(reviewer_client, first="2026-06-02", name="account.logged_out")) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first": "0001-01-01"}, "2000年1月1日以降の日付"),
        ({"last": "9999-12-31"}, "2099年12月31日までの日付"),
        ({"first": "きのう"}, "2026-04-01 のように"),
        ({"first": "2026-06-02", "last": "2026-06-01"}, "開始日以降"),
    ],
)
def test_a_wrong_period_is_explained_and_not_exported(reviewer_client, wrong, words):
    assert words in reviewer_client.get(reverse(AUDIT), wrong).text
    assert reviewer_client.get(reverse("console:audit-csv"), wrong).status_code == 302


def test_pages_follow_each_other_without_gap_or_repetition(reviewer_client, reviewer, settings):
    settings.PAGE_SIZE = 3
    with time_machine.travel(NOON, tick=False):  # all at the same moment
        for _ in range(6):
            reviewer.log_out()
    found = {"name": "account.logged_out"}
    first = reviewer_client.get(reverse(AUDIT), found).context
    older = {**found, "before": first["slice"].older_than}
    second = reviewer_client.get(reverse(AUDIT), older).context
    numbers = [row.event.pk for row in [*first["rows"], *second["rows"]]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 6
    assert second["slice"].older_than is None
    newer = {**found, "after": second["slice"].newer_than}
    assert reviewer_client.get(reverse(AUDIT), newer).context["rows"] == first["rows"]


def logged_out(reviewer, settings, count: int) -> list[int]:
    """The numbers of so many events, the oldest first, with pages of three."""
    settings.PAGE_SIZE = 3
    for _ in range(count):
        reviewer.log_out()
    return list(Event.objects.filter(name="account.logged_out").values_list("pk", flat=True))


def numbers_of(reviewer_client, **place) -> list[int]:
    found = reviewer_client.get(reverse(AUDIT), {"name": "account.logged_out", **place}).context
    return [row.event.pk for row in found["rows"]]


def test_below_the_oldest_event_stands_the_last_page(reviewer_client, reviewer, settings):
    oldest = sorted(logged_out(reviewer, settings, 5))
    assert numbers_of(reviewer_client, before=oldest[0]) == oldest[2::-1]


def test_above_the_second_event_stands_the_whole_first_page(reviewer_client, reviewer, settings):
    newest = sorted(logged_out(reviewer, settings, 5), reverse=True)
    assert numbers_of(reviewer_client, after=newest[1]) == newest[:3]


@pytest.mark.parametrize("number", ["x", "-1", "٣", "9" * 30])
def test_a_page_that_does_not_exist_is_the_first(reviewer_client, reviewer, number):
    assert shown(reviewer_client, before=number) == shown(reviewer_client)


def test_the_audit_log_asks_the_database_equally_often_for_one_and_for_many(
    reviewer_client, reviewer, django_assert_max_num_queries
):
    for _ in range(5):
        make_listing(make_member(reviewer))
        make_application()
    with django_assert_max_num_queries(11):
        assert len(shown(reviewer_client)) > 15


def test_an_unknown_kind_of_thing_is_named_as_it_is(reviewer_client, reviewer):
    with transaction.atomic():
        record("organization.merged", reviewer.login._meta.model(pk=7), by=reviewer, into="甲")
    page = reviewer_client.get(reverse(AUDIT)).text
    assert "organization.merged" in page
    assert "甲" in page


def test_the_file_for_excel_holds_what_was_found_and_calculates_nothing(reviewer_client, tanuki):
    response = reviewer_client.get(reverse("console:audit-csv"), {"person": "審査花子"})
    text = body(response)
    assert response["Content-Disposition"].endswith('.csv"')
    assert text.startswith("\ufeff記録番号,")
    assert text.count("\r\n") == 1 + len(shown(reviewer_client, person="審査花子"))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["操作コード"] for row in rows][-1] == "listing.denied"
    assert "理由：=1+1 ではありません" in rows[-1]["内容"]


def test_a_name_that_is_a_formula_is_only_text(reviewer_client, tanuki, reviewer):
    make_listing(tanuki, title="=HYPERLINK(1)")
    make_member(reviewer, family_name="=cmd", given_name="x").log_out()
    rows = body(reviewer_client.get(reverse("console:audit-csv"))).splitlines()
    assert any(",'=cmd x," in row for row in rows)


def test_the_file_for_programs_is_one_object_a_line_with_its_seal(reviewer_client, tanuki):
    reviewer_client.post(reverse("console:audit-verification"))
    text = body(reviewer_client.get(reverse("console:audit-jsonl")))
    records = [json.loads(line) for line in text.splitlines()]
    assert len(records) == Event.objects.count()
    assert records[-1]["particulars"]["reason"] == "=1+1 ではありません"
    assert f"{records[-1]['seal']['number']}:{records[-1]['seal']['digest']}" in {
        str(seal) for seal in Seal.objects.all()
    }


def test_files_are_read_in_chunks(reviewer_client, reviewer, monkeypatch):
    for _ in range(7):
        reviewer.log_out()
    monkeypatch.setattr("dengen.console.audit.export.EVENTS_AT_ONCE", 2)
    lines = body(reviewer_client.get(reverse("console:audit-jsonl"))).splitlines()
    numbers = [json.loads(line)["id"] for line in lines]
    assert numbers == sorted(Event.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_file_of_more_events_takes_no_more_queries(reviewer_client, reviewer, kind):
    def queries(events: int) -> int:
        while Event.objects.count() < events:
            reviewer.log_out()
        with CaptureQueriesContext(connection) as asked:
            assert body(reviewer_client.get(reverse(f"console:audit-{kind}"))).count("\n") >= events
        return len(asked)

    queries(10)  # the first time anything is asked for takes more
    assert queries(20) == queries(100)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_of_a_file_no_more_is_read_than_is_sent(reviewer_client, reviewer, monkeypatch, kind):
    for _ in range(30):
        reviewer.log_out()
    monkeypatch.setattr("dengen.console.audit.export.EVENTS_AT_ONCE", 5)
    monkeypatch.setattr("dengen.ui.downloads.LINES_AT_ONCE", 5)
    with CaptureQueriesContext(connection) as asked:
        pieces = iter(reviewer_client.get(reverse(f"console:audit-{kind}")).streaming_content)
        next(pieces)
        begun = len(asked)
        assert len(list(pieces)) >= 6
    assert sum("events_seal" in one["sql"] for one in asked.captured_queries[:begun]) == 1


def test_the_button_says_that_all_is_well_and_the_page_tells_the_head(auditor_client, tanuki):
    page = auditor_client.post(reverse("console:audit-verification"), follow=True).text
    assert f"{Event.objects.count()}件の記録をすべて検証しました" in page
    assert str(Seal.objects.last()) in page


def test_the_button_names_what_was_changed(auditor_client, tanuki):
    auditor_client.post(reverse("console:audit-verification"))
    third = Event.objects.order_by("pk")[2]
    unprotect(connection, "events_event")
    Event.objects.filter(pk=third.pk).update(channel="web")
    protect(connection, "events_event")
    page = auditor_client.post(reverse("console:audit-verification"), follow=True).text
    assert f"記録番号{third.pk}" in page
    assert "書き換えられています" in page
    assert "その前の2件は正常" in page


def test_the_button_names_a_row_that_differs_from_a_whole_trail(auditor_client, reviewer):
    Account.objects.filter(pk=reviewer.pk).update(role=Role.ADMINISTRATOR)
    page = auditor_client.post(reverse("console:audit-verification"), follow=True).text
    assert "記録に問題があります" in page
    assert f"accounts.account {reviewer.pk}のrole" in page


def test_a_head_that_is_not_in_the_chain_is_an_alarm(auditor_client, tanuki):
    address = reverse("console:audit-verification")
    auditor_client.post(address)
    head = str(Seal.objects.last())
    assert "改ざんはありません" in auditor_client.post(address, {"head": head}, follow=True).text
    wrong = auditor_client.post(address, {"head": f"{'9' * 90}:0"}, follow=True).text
    assert "入力された封印が見つかりません" in wrong


def test_a_deleted_listing_leads_to_its_content(reviewer_client, tanuki):
    listing = tanuki.listings.get()
    listing.delete(by=tanuki)
    address = reverse("console:archive-listing", args=[listing.pk])
    assert address in reviewer_client.get(reverse(AUDIT), {"name": "listing.deleted"}).text
    assert "タヌキ山の風力" in reviewer_client.get(address).text


def test_particulars_are_told_in_words(reviewer_client, tanuki):
    tanuki.change_contact({**contact_of(tanuki), "phone": "03-9999-0001"}, by=tanuki)
    page = reviewer_client.get(reverse(AUDIT), {"name": "contact.changed"}).text
    assert "電話番号" in page
    assert "phone" not in page


def contact_of(member) -> dict[str, str]:
    """What is registered now."""
    return {name: getattr(member, name) for name in CONTACT_FIELDS}


@pytest.mark.parametrize(
    "conditions",
    [
        {},
        {"person": "田貫"},
        {"thing": "タヌキ山"},
        {"thing": "狸電力"},
        {"kind": "listings.listing"},
        {"name": "listing.submitted"},
        {"name": "application.submitted", "person": "狸電力"},
    ],
)
def test_rare_events_are_found_however_far_back(reviewer_client, tanuki, monkeypatch, conditions):
    before = shown(reviewer_client, **conditions)
    assert before
    monkeypatch.setattr(slices, "LOOKED_THROUGH", 2)
    assert shown(reviewer_client, **conditions) == before


def test_of_many_events_the_page_says_that_there_are_more(reviewer_client, tanuki, monkeypatch):
    everything = reviewer_client.get(reverse(AUDIT))
    assert everything.context["count"] == Event.objects.count()
    monkeypatch.setattr(slices, "MOST_COUNTED", 3)
    assert "3件以上" in reviewer_client.get(reverse(AUDIT)).text
