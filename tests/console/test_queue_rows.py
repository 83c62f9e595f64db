"""Rows of the queues are made once, and anew when something in them changes."""

import pytest
from django.test.signals import template_rendered

from tests.console.cast import make_application, make_listing, make_member

LISTINGS = "/console/listings/"
APPLICATIONS = "/console/applications/"
DECIDED = "?state=decided"
ELIGIBILITY = "console/_parts/eligibility.html"  # each waiting application has one
OUTCOME = "console/_parts/outcome.html"  # and each decided one, as each decided listing


@pytest.fixture
def made():
    """The templates that were rendered since the last look."""
    names: list[str] = []

    def note(template, **_signal) -> None:
        names.append(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def test_another_application_makes_one_row(reviewer_client, made):
    make_application()
    make_application()
    reviewer_client.get(APPLICATIONS)
    made.clear()
    make_application()
    reviewer_client.get(APPLICATIONS)
    assert made.count(ELIGIBILITY) == 1


def test_another_decision_on_an_application_makes_one_row(reviewer, reviewer_client, made):
    for _number in range(2):
        make_application().deny(by=reviewer, revision=1, reason="理由")
    reviewer_client.get(APPLICATIONS + DECIDED)
    made.clear()
    make_application().deny(by=reviewer, revision=1, reason="理由")
    reviewer_client.get(APPLICATIONS + DECIDED)
    assert made.count(OUTCOME) == 1


def test_another_decision_on_a_listing_makes_one_row(reviewer, reviewer_client, made):
    owner = make_member(reviewer)
    for _number in range(2):
        make_listing(owner).approve(by=reviewer, revision=1)
    reviewer_client.get(LISTINGS + DECIDED)
    made.clear()
    make_listing(owner).approve(by=reviewer, revision=1)
    reviewer_client.get(LISTINGS + DECIDED)
    assert made.count(OUTCOME) == 1


def test_a_second_alike_application_is_told_of_in_the_row_of_the_first(reviewer_client):
    make_application(organization_name="双子電力株式会社")
    assert "1件" not in reviewer_client.get(APPLICATIONS).text
    make_application(organization_name="双子電力㈱")
    assert reviewer_client.get(APPLICATIONS).text.count("1件") == 2


@pytest.mark.parametrize("queue", [APPLICATIONS, LISTINGS])
def test_who_may_not_decide_has_nothing_to_choose_in_a_row_made_for_another(
    reviewer, reviewer_client, auditor_client, queue
):
    make_listing(make_member(reviewer))
    make_application()
    assert 'name="chosen"' in reviewer_client.get(queue).text
    assert 'name="chosen"' not in auditor_client.get(queue).text


def test_a_row_has_the_new_name_of_who_decided(reviewer, reviewer_client):
    make_application().deny(by=reviewer, revision=1, reason="理由")
    assert "審査花子" in reviewer_client.get(APPLICATIONS + DECIDED).text
    reviewer.family_name = "審査春子"
    reviewer.save(update_fields=["family_name"])
    make_application()  # the page itself is made anew
    assert "審査春子" in reviewer_client.get(APPLICATIONS + DECIDED).text
