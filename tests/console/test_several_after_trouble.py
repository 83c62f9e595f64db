"""A batch always says what became of each, whatever goes wrong with one of them."""

from collections.abc import Iterator

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save

from dengen.backup.models import ReadOnlyMode
from dengen.database import read_only
from dengen.listings.models import Decision, Listing
from tests import factories
from tests.conftest import browser_of
from tests.logs import Lines, listening

pytestmark = pytest.mark.django_db
MORE_THAN_A_COOKIE_HOLDS = 40  # whose outcomes are more than a cookie holds


@pytest.mark.parametrize(
    "trouble", [ValidationError("終了日が正しくありません。"), RuntimeError("x")]
)
def test_an_item_that_cannot_be_approved_stops_no_other(seller, reviewer, monkeypatch, trouble):
    listings = [factories.listing(seller, title=f"{name}の売り希望") for name in "一二三四"]
    approve = Listing.approve

    def stumbling(self, **options):
        if self.pk == listings[1].pk:
            raise trouble
        return approve(self, **options)

    monkeypatch.setattr(Listing, "approve", stumbling)
    sent = {"chosen": [f"{one.pk}:{one.revision}" for one in listings], "confirmed": ""}
    answer = browser_of(reviewer).post("/console/listings/approvals/", sent)
    assert answer.status_code == 302
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said[0].startswith("3件を承認しました。")
    assert "掲載情報「二の売り希望」</a>：" in said[1]
    assert Listing.objects.published().count() == 3


@pytest.fixture
def read_only_after_the_first(transactional_db, monkeypatch) -> Iterator[None]:
    """The board becomes read-only as soon as one decision was taken."""
    administrator = factories.operator(role="administrator")
    monkeypatch.setattr(read_only, "_obeys", True)

    def begin(**_signal: object) -> None:
        post_save.disconnect(begin, sender=Decision)
        transaction.on_commit(lambda: ReadOnlyMode.begin(by=administrator, reason="更新のため"))

    post_save.connect(begin, sender=Decision)
    yield
    with read_only.without_read_only():
        ReadOnlyMode.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["approvals", "denials"])
def test_each_is_told_if_the_board_becomes_read_only_half_way(seller, reviewer, request, step):
    listings = [
        factories.listing(seller, title=f"{number}号機の売り希望")
        for number in range(MORE_THAN_A_COOKIE_HOLDS)
    ]
    reviewer_client, heard = browser_of(reviewer), Lines()
    request.getfixturevalue("read_only_after_the_first")
    sent = {"chosen": [f"{one.pk}:1" for one in listings], "confirmed": "", "reason": "理由"}
    with listening(heard):
        page = reviewer_client.post(f"/console/listings/{step}/", sent, follow=True).text
    assert Listing.objects.pending().count() == MORE_THAN_A_COOKIE_HOLDS - 1
    assert page.count("</a>：処理していません。") == MORE_THAN_A_COOKIE_HOLDS - 1
    assert "掲示板が読み取り専用になりました。" in page
    assert "不具合" not in page
    assert '"level": "error"' not in "".join(heard.texts)
