"""確認事項ありのみ: the queue narrowed to what has a flag, however much waits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengen.accounts.applications.application.flagged import flagged, like_a_member
from dengen.accounts.models import Account, Application, MailDomain, Organization
from dengen.demo.bulk.people import write_people
from dengen.demo.bulk.plan import Plan
from dengen.demo.bulk.trail import Trail
from dengen.japan.business_days import today
from tests.console.cast import make_application, make_member, make_operator, submitted_from

NUMBER = "5835678256246"
PERSON = {"phone": "03-9999-9998", "given_name": "一"}


@pytest.fixture(autouse=True)
def _as_many_as_one_likes(settings):
    settings.APPLICATIONS_PER_NETWORK = 0


def found():
    """Those that the queue finds; each page must say why, and the others must have no reason."""
    applications = Application.objects.waiting()
    keys = {one.pk for one in flagged(applications)}
    assert keys == {one.pk for one in applications if one.flags()}
    return keys


def keys_of(*applications):
    return {one.pk for one in applications}


@pytest.mark.parametrize(
    "alike",
    [
        ({"organization_name": "双子電力株式会社"}, {"organization_name": "株式会社双子電力"}),
        ({"corporate_number": NUMBER}, {"corporate_number": NUMBER}),
        ({"email": "One@aoba.example.jp"}, {"email2": "one@aoba.example.jp"}),
        ({"email2": "one@aoba.example.jp"}, {"email2": "one@aoba.example.jp"}),
        (PERSON, PERSON),
    ],
    ids=["name", "number", "mail", "second mail", "person"],
)
@pytest.mark.parametrize("is_member", [False, True])
def test_two_that_are_alike_are_found(reviewer, alike, is_member):
    one, other = alike
    first = make_member(reviewer, **one) if is_member else make_application(**one)
    number = first.corporate_number
    if is_member and "email2" in one:  # as if it were confirmed
        Account.objects.filter(pk=first.pk).update(email2=one["email2"])
    if is_member:  # with the number the second would be stopped: the member tells it later
        Organization.objects.update(corporate_number="")
    second = make_application(**other)
    Organization.objects.filter(pk=getattr(first, "organization_id", None)).update(
        corporate_number=number
    )
    make_application()
    assert found() == (keys_of(second) if is_member else keys_of(first, second))


def test_what_one_has_in_itself_is_found(reviewer):
    provider = make_application(email="someone@abc.ocn.ne.jp")
    department = make_application(family_name="営業部", given_name="担当")
    make_application()
    assert found() == keys_of(provider, department)


def test_what_the_operator_says_of_a_domain_counts(db):
    administrator = make_operator("Boss0001", "部長", "administrator")
    one = make_application(email="someone@abc.ocn.ne.jp")
    other = make_application(email="someone@sub.aoba.example.jp")
    MailDomain.settle(by=administrator, domain="abc.ocn.ne.jp", treatment="allowed")
    MailDomain.settle(by=administrator, domain="aoba.example.jp", treatment="flagged")
    assert one.pk not in found()
    assert other.pk in found()


def test_what_came_from_one_network_within_ten_minutes_is_found_until_the_last_second(reviewer):
    decided = submitted_from("203.0.113.5", minutes=0)
    decided.deny(by=reviewer, reason="理由", revision=1)
    at_the_limit = submitted_from("203.0.113.5", minutes=10)
    submitted_from("203.0.113.6", minutes=10)
    submitted_from("203.0.113.5", minutes=20, seconds=1)
    assert found() == keys_of(at_the_limit)


def test_one_that_was_alike_is_not_found_once_the_other_is_denied(reviewer):
    first, second = (make_application(corporate_number=NUMBER) for _two in range(2))
    assert found() == keys_of(first, second)
    first.deny(by=reviewer, reason="理由", revision=1)
    assert found() == set()


def test_the_flag_narrows_what_a_word_has_found_in_the_queue(reviewer_client):
    first, _second = (make_application(**PERSON) for _two in range(2))
    queue = reverse("console:application-queue")
    page = reviewer_client.get(queue, {"flagged": "on", "q": first.login_name}).context["page_obj"]
    assert list(page) == [first]
    page = reviewer_client.get(queue, {"flagged": "on", "q": make_application().login_name})
    assert not list(page.context["page_obj"])


def test_the_flagged_queue_costs_as_many_queries_for_thirty_as_for_two(reviewer_client):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            reviewer_client.get(reverse("console:application-queue"), {"flagged": "on"})
        return len(asked)

    for _one in range(2):
        make_application(**PERSON)
    reviewer_client.get("/console/")  # whoever reads is known from now on
    few = queries()
    for _one in range(28):
        make_application(**PERSON)
    assert queries() == few


INDEXES = (
    "accounts_organization_alike_name",
    "organization_number",
    "account_one_active_per_email",
    "account_second_email",
    "account_phone",
)


@pytest.mark.parametrize("index", INDEXES)
def test_members_are_looked_up_by_an_index_though_most_have_no_second_address(index, many_members):
    plan = like_a_member(Application.objects.waiting()).explain()
    assert index in plan
    assert "SCAN U" not in plan  # SQLite's word for reading all rows of a table for each
    assert "Seq Scan on accounts_account" not in plan


@pytest.fixture
def many_members(db):
    """So many, without a second address and most without a number, and the database knows it."""
    plan = Plan(seed=1, listings=100, members=60, last_day=today())
    write_people(plan, Trail(plan.key), "")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # it reads so small a table whole
