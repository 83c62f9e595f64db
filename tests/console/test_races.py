"""Two reviewers who decide on the same thing at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse

from dengen.mail.models import Message
from tests.console.cast import make_application, make_listing, make_member

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(reviewer_clients, address, reasons):
    """Both press the button of a denial at the same time; returns the two answers."""
    start = Barrier(len(reviewer_clients))

    def press(reviewer_client, reason):
        try:
            start.wait()
            return reviewer_client.post(
                address, {"revision": 1, "reason": reason, "confirmed": "1"}
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as pool:
        return list(pool.map(press, reviewer_clients, reasons))


def test_one_listing_gets_one_decision_and_one_is_told(reviewer_client, colleague_client, reviewer):
    listing = make_listing(make_member(reviewer))
    address = reverse("console:listing-denial", args=[listing.pk])
    answers = at_once([reviewer_client, colleague_client], address, ["花子の理由", "次郎の理由"])
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert listing.decisions.count() == 1
    assert Message.objects.filter(kind="listing_denied").count() == 1
    told = next(answer for answer in answers if answer.status_code == 409)
    assert "さんが否認しました" in told.text


def test_one_application_gets_one_decision(reviewer_client, colleague_client):
    application = make_application()
    address = reverse("console:application-denial", args=[application.pk])
    at_once([reviewer_client, colleague_client], address, ["花子の理由", "次郎の理由"])
    application.refresh_from_db()
    assert application.revision == 2
    assert Message.objects.filter(kind="application_denied").count() == 1
