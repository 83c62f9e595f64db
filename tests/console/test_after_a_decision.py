"""What the page after a decision tells, and that nothing typed for one serves another."""

import pytest
from django.urls import reverse

from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer_client(reviewer):
    return browser_of(reviewer)


def test_the_next_page_says_what_was_done_to_what_and_links_back_to_it(reviewer_client, seller):
    listing, following = factories.listing(seller, title="地熱の余剰"), factories.listing(seller)
    url = reverse("console:listing-approval", args=[listing.pk])
    page = reviewer_client.post(url, {"revision": "1"}, follow=True)
    assert page.request["PATH_INFO"] == reverse("console:listing", args=[following.pk])
    assert "掲載情報「地熱の余剰」を承認しました。" in page.text
    assert (
        f'<a href="{reverse("console:listing", args=[listing.pk])}">もう一度見る</a>' in page.text
    )


def test_what_is_named_there_is_never_markup(reviewer_client, seller):
    listing = factories.listing(seller, title="<b>太陽光</b>")
    factories.listing(seller)
    url = reverse("console:listing-approval", args=[listing.pk])
    assert "<b>太陽光" not in reviewer_client.post(url, {"revision": "1"}, follow=True).text


def test_after_a_colleague_was_faster_the_next_and_the_previous_are_still_led_to(
    reviewer_client, seller
):
    before, decided, after = (factories.listing(seller) for _number in range(3))
    decided.approve(by=factories.operator("reviewer"), revision=1)
    page = reviewer_client.get(reverse("console:listing", args=[decided.pk]))
    assert f'href="{reverse("console:listing", args=[before.pk])}" rel="prev"' in page.text
    assert f'href="{reverse("console:listing", args=[after.pk])}" rel="next"' in page.text


def test_a_reason_for_what_waited_does_not_stand_in_the_form_that_undoes_an_approval(
    reviewer_client, seller
):
    listing = factories.listing(seller)
    listing.approve(by=factories.operator("reviewer"), revision=1)
    url = reverse("console:listing-denial", args=[listing.pk])
    page = reviewer_client.post(url, {"revision": "1", "reason": "期間をご確認ください。"})
    assert page.status_code == 409
    assert not page.context["form"]["reason"].value()
    assert ("否認理由", "期間をご確認ください。") in page.context["form"].typed_before
    assert "期間をご確認ください。" in page.text


@pytest.mark.parametrize(
    ("step", "sent"),
    [("approval", {}), ("denial", {"reason": "理由", "confirmed": "1"})],
)
def test_pressed_again_on_an_old_page_it_says_that_it_had_been_done(
    reviewer_client, seller, step, sent
):
    listing = factories.listing(seller)
    url = reverse(f"console:listing-{step}", args=[listing.pk])
    for _time in range(2):
        page = reviewer_client.post(url, sent | {"revision": "1"}, follow=True)
    assert "ご自身がすでに処理しているため、今回は何も行っていません" in page.text
