"""What the reviewer is shown of applications that look like another one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengen.accounts.models import Organization
from dengen.console.audit.words import words
from dengen.events.models import Event
from tests.console.cast import make_application, make_member, submitted_from


def page_of(application):
    return reverse("console:application", args=[application.pk])


def test_a_likely_duplicate_is_pointed_at(reviewer_client):
    other = make_application(organization_name="双子電力株式会社")
    page = reviewer_client.get(page_of(make_application(organization_name="双子電力㈱")))
    assert "事業者名が同じです" in page.text
    assert page_of(other) in page.text


@pytest.mark.parametrize(
    ("name", "difference"),
    [
        ("株式会社双子電力", "会社の種類（株式会社など）またはその位置"),
        ("双生児電力株式会社", ""),
        ("双子電カ株式会社", "形の似た文字（力とカなど）"),
        ("双子電力株式会社東京支店", "支店などの名称の有無"),
    ],
)
def test_a_name_that_is_alike_is_pointed_at_with_why(reviewer_client, reviewer, name, difference):
    member = make_member(reviewer, organization_name="双子電力株式会社")
    page = reviewer_client.get(page_of(make_application(organization_name=name)))
    assert (f"事業者名が似ています（違い：{difference}）" in page.text) == bool(difference)
    assert (page_of(member.login.application) in page.text) == bool(difference)


def test_two_numbers_make_two_businesses_of_one_name_and_it_is_shown(reviewer_client, reviewer):
    one, other = "5835678256246", "3000012010001"
    make_member(reviewer, organization_name="双子電力株式会社", corporate_number=one)
    second = make_application(organization_name="双子電力㈱", corporate_number=other)
    assert "事業者名が同じです（法人番号は異なります）" in reviewer_client.get(page_of(second)).text
    second.approve(by=reviewer, revision=1)
    assert Organization.objects.filter(name__startswith="双子電力").count() == 2


def test_a_likely_duplicate_of_a_member_points_at_the_application(reviewer_client, reviewer):
    member = make_member(reviewer, phone="03-9999-9999", given_name="一郎")
    page = reviewer_client.get(page_of(make_application(phone="03-9999-9999", given_name="一郎")))
    assert "氏名と電話番号が同じです" in page.text
    assert page_of(member.login.application) in page.text


@pytest.mark.parametrize("step", ["approve", "deny"])
def test_the_trail_keeps_in_what_an_application_was_like_another_when_it_was_decided_on(
    reviewer, step
):
    make_member(reviewer, organization_name="双子電力株式会社", phone="03-9999-9999")
    second = make_application(
        organization_name="双子電力有限会社", phone="03-9999-9999", given_name="二郎"
    )
    told = {"reason": "二重の申込です"} if step == "deny" else {}
    getattr(second, step)(by=reviewer, revision=1, **told)
    event = Event.objects.filter(name__in=["application.approved", "application.denied"]).last()
    assert event.particulars["likeness"] == ["alike_name"]
    assert ("他の申込・会員との類似", "事業者名が似ています") in words().particulars(event)


def test_the_trail_speaks_of_no_likeness_where_there_is_none(reviewer):
    make_application().approve(by=reviewer, revision=1)
    assert "likeness" not in Event.objects.filter(name="application.approved").get().particulars


ORIGIN = "同じ接続元から、ほぼ同時に送信されています"


@pytest.mark.parametrize(("seconds", "count"), [(0, 1), (1, 0)])
def test_two_from_one_address_within_ten_minutes_are_flagged(reviewer_client, seconds, count):
    first = submitted_from("203.0.113.5", minutes=0)
    second = submitted_from("203.0.113.5", minutes=10, seconds=seconds)
    for one, other in [(first, second), (second, first)]:
        page = reviewer_client.get(page_of(one)).text
        assert page.count(ORIGIN) == page.count(page_of(other) + '">審査待ちの申込') == count


def test_two_from_different_addresses_are_not_flagged(reviewer_client, db):
    first = submitted_from("203.0.113.5", minutes=0)
    submitted_from("203.0.113.6", minutes=1)
    assert ORIGIN not in reviewer_client.get(page_of(first)).text


def test_what_comes_from_the_command_line_has_no_address(reviewer_client, db):
    first = submitted_from("", minutes=0)
    submitted_from("", minutes=1)
    assert first.flags() == []


def test_a_flag_tells_what_became_of_the_other_one(reviewer_client, reviewer):
    first = submitted_from("203.0.113.5", minutes=0)
    first.deny(by=reviewer, reason="理由", revision=1)
    second = submitted_from("203.0.113.5", minutes=5)
    assert "申込（否認）" in reviewer_client.get(page_of(second)).text


def test_a_page_costs_as_many_queries_as_one(reviewer_client, settings):
    settings.APPLICATIONS_PER_NETWORK = 0

    def look(count):
        with CaptureQueriesContext(connection) as queries:
            page = reviewer_client.get(reverse("console:application-queue"))
        assert page.text.count("件</span>") >= count
        return len(queries)

    for number in range(2):
        submitted_from("203.0.113.5", minutes=number)
    reviewer_client.get("/console/")  # whoever reads is known from now on
    few = look(2)
    for number in range(2, 12):
        submitted_from("203.0.113.5", minutes=number / 2)
    assert look(12) == few
