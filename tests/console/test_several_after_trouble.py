"""A batch always says what became of each, whatever goes wrong with one of them."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError

from dengen.listings.models import Listing
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "trouble", [ValidationError("終了日が正しくありません。"), RuntimeError("x")]
)
def test_one_that_cannot_be_approved_stops_no_other(seller, reviewer, monkeypatch, trouble):
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
