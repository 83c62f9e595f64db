"""What changed since the denial, and whether each remark was met."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from dengen.listings.models import Listing
from tests.console.cast import make_application, make_listing, make_member

REMARKS = {"organization_name": "正式名称で", "html": "簡潔に"}


@pytest.fixture
def owner(reviewer):
    return make_member(reviewer)


@pytest.fixture
def denied(owner, reviewer):
    listing = make_listing(owner, title="水力")
    listing.deny(by=reviewer, reason="二点あります。", remarks=REMARKS, revision=1)
    return listing


def resubmitted(denied, html):
    same = ("title", "start_on", "side", "organization_name", "contact_mail", "contact_person")
    again = Listing(**{name: getattr(denied, name) for name in same}, resubmits=denied)
    return again.submit(by=denied.owner, html=html)


def comparison(reviewer_client, item, name="listing"):
    return reviewer_client.get(reverse(f"console:{name}", args=[item.pk])).context["comparison"]


def test_each_remark_stands_beside_the_value_of_now(reviewer_client, owner, denied):
    again = make_listing(owner, resubmits=denied, organization_name="第一電力株式会社（正式）")
    found = comparison(reviewer_client, again)
    assert found.reason.startswith("二点あります。")
    assert [(row.label, row.remark, row.now, row.is_changed) for row in found.remarked] == [
        ("② 事業者名", "正式名称で", "第一電力株式会社（正式）", True),
        ("⑤ 任意記載事項", "簡潔に", "条件は応相談", False),
    ]
    page = reviewer_client.get(reverse("console:listing", args=[again.pk])).text
    assert page.index("変更あり") < page.index("変更なし")


def test_what_changed_is_listed_with_before_and_now(reviewer_client, owner, denied):
    again = make_listing(owner, resubmits=denied, title="水力（改）", area="tokyo")
    changed = {
        row.label: (row.before, row.now) for row in comparison(reviewer_client, again).changed
    }
    assert changed == {"タイトル": ("水力", "水力（改）"), "④ 電源所在エリア": ("指定なし", "東京")}


def test_the_notes_are_compared_line_by_line(reviewer_client, owner, denied):
    again = resubmitted(denied, "<p>出力は5,000kW</p><p>条件は応相談</p>")
    row = next(row for row in comparison(reviewer_client, again).rows if row.label.startswith("⑤"))
    lines = [[(span.kind, span.text) for span in passage.spans] for passage in row.passages]
    assert lines == [[("added", "出力は5,000kW")], [("same", "条件は応相談")]]


def test_a_changed_word_is_marked_within_its_line(reviewer_client, owner, denied):
    again = resubmitted(denied, "<p>条件は要相談</p><p>出力は変動</p>")
    page = BeautifulSoup(
        reviewer_client.get(reverse("console:listing", args=[again.pk])).text, "html.parser"
    )
    line = page.select_one(".line")
    marked = [line.find(mark).text.partition("］")[2].partition("［")[0] for mark in ("del", "ins")]
    assert marked == ["応相談", "要相談"]


def test_a_replacement_is_compared_with_what_it_replaces(reviewer_client, owner, reviewer):
    old = make_listing(owner, title="水力")
    old.approve(by=reviewer, revision=1)
    found = comparison(reviewer_client, make_listing(owner, title="水力（改）", replaces=old))
    assert [row.label for row in found.changed] == ["タイトル"]
    assert not found.reason


def test_a_first_listing_has_nothing_to_be_compared_with(reviewer_client, owner):
    assert comparison(reviewer_client, make_listing(owner)) is None


def test_what_was_denied_can_be_deleted_and_is_compared_all_the_same(
    reviewer_client, owner, denied
):
    again = make_listing(owner, resubmits=denied, title="水力（改）")
    denied.delete(by=owner)
    assert [row.now for row in comparison(reviewer_client, again).changed] == ["水力（改）"]


@pytest.mark.parametrize("same", ["login_name", "email", "organization_name"])
def test_an_application_is_compared_with_the_denied_one_before_it(reviewer_client, reviewer, same):
    first = make_application(street="千代田区１")
    first.deny(by=reviewer, remarks={"street": "番地がありません"}, revision=1)
    again = make_application(street="千代田区１－１", **{same: getattr(first, same)})
    row = comparison(reviewer_client, again, "application").remarked[0]
    assert (row.before, row.now, row.is_changed) == ("千代田区１", "千代田区１－１", True)


def test_strangers_applications_are_not_compared(reviewer_client, reviewer):
    make_application().deny(by=reviewer, reason="理由", revision=1)
    assert comparison(reviewer_client, make_application(), "application") is None


def test_an_application_shows_all_decisions_on_it(reviewer_client, reviewer):
    application = make_application()
    application.deny(by=reviewer, reason="一つ目の理由", revision=1)
    application.reopen(by=reviewer, revision=2)
    application.approve(by=reviewer, revision=3)
    history = reviewer_client.get(reverse("console:application", args=[application.pk])).context[
        "history"
    ]
    assert [step.outcome for step in history] == ["denied", "reopened", "approved"]
