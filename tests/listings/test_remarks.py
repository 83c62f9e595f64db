"""A denial's reason: a general one, remarks on single fields, or both."""

import pytest
from django.core.exceptions import ValidationError

from dengen.accounts.models import Application
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
REMARKS = {"html": "簡潔にしてください。", "organization_name": "正式名称で記載してください。"}
LINES = "② 事業者名：正式名称で記載してください。\n⑤ 任意記載事項：簡潔にしてください。"


@pytest.fixture
def pending(seller):
    return factories.listing(seller)


def test_remarks_alone_are_reason_enough(pending, reviewer):
    pending.deny(by=reviewer, revision=1, remarks=REMARKS)
    assert pending.latest_decision.remarks == REMARKS
    assert pending.latest_decision.reason == LINES


def test_the_general_reason_stands_first_in_the_mail(pending, reviewer):
    pending.deny(by=reviewer, revision=1, reason="二点あります。", remarks=REMARKS)
    assert f"二点あります。\n\n{LINES}" in Message.objects.get(kind="listing_denied").body


def test_an_applicant_reads_which_field_is_meant():
    application = factories.application().submit()
    application.deny(
        by=factories.operator(), revision=1, remarks={"corporate_number": "一致しません。"}
    )
    assert Application.objects.get().remarks == {"corporate_number": "一致しません。"}
    assert "法人番号：一致しません。" in Message.objects.get(kind="application_denied").body


@pytest.mark.parametrize("page", ["/listings/mine/", "/listings/{}/"])
def test_the_poster_reads_them_on_the_board(pending, reviewer, page):
    pending.deny(by=reviewer, revision=1, remarks=REMARKS)
    assert LINES in browser_of(pending.owner).get(page.format(pending.pk)).text


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": " ", "remarks": {"title": "\n"}}, "reason"),
        ({"reason": "あ" * 2001}, "reason"),
        ({"remarks": {"title": "あ" * 301}}, "remark_title"),
    ],
)
def test_what_is_empty_or_too_long_is_refused_beside_its_field(pending, reviewer, given, field):
    with pytest.raises(ValidationError) as refusal:
        pending.deny(by=reviewer, revision=1, **given)
    assert list(refusal.value.error_dict) == [field]


def test_the_longest_reason_and_remark_are_taken(pending, reviewer):
    pending.deny(by=reviewer, revision=1, reason="あ" * 2000, remarks={"title": "い" * 300})
    assert pending.latest_decision.reason == f"{'あ' * 2000}\n\nタイトル：{'い' * 300}"


def test_a_remark_on_an_unknown_field_is_refused(pending, reviewer):
    with pytest.raises(ValidationError):
        pending.deny(by=reviewer, revision=1, reason="理由", remarks={"status": "?"})
    assert not pending.decisions.exists()


def test_the_same_remarks_sent_twice_are_one_denial(pending, reviewer):
    for _ in range(2):
        pending.deny(by=reviewer, revision=1, remarks=REMARKS)
    assert pending.decisions.count() == 1
