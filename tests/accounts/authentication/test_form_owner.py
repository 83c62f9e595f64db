"""A form acts for nobody but the person whom its page was made for."""

import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from dengen.accounts.models import Account
from dengen.listings.models import Draft, Listing
from tests import factories

pytestmark = pytest.mark.django_db
TITLE = "夏季の余剰電力"


@pytest.fixture
def browser(db):
    """As a real one, its forms' tokens are checked."""
    return Client(enforce_csrf_checks=True)


def form_of(browser: Client, page: str, target: str) -> dict[str, str]:
    """The hidden fields of the page's form that sends to `target`."""
    soup = BeautifulSoup(browser.get(page).text, "html.parser")
    forms = soup.find_all("form", method="post")
    form = next(one for one in forms if (one.get("action") or page) == target)
    return {one["name"]: one.get("value", "") for one in form.find_all("input", type="hidden")}


def press(browser: Client, target: str, form: dict[str, str], page: str = "", **options):
    """As the page's script does: with the token that counts by now."""
    browser.get("/account/")
    form |= {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    return browser.post(target, form, headers={"Referer": f"http://testserver{page}"} | options)


def become(browser: Client, account: Account) -> None:
    """In another tab somebody else logs in."""
    browser.logout()
    browser.force_login(account)


def test_a_decision_on_the_page_of_a_colleague_who_left_is_not_taken(browser, seller, reviewer):
    listing = factories.listing(seller)
    page = reverse("console:listing", args=[listing.pk])
    target = reverse("console:listing-approval", args=[listing.pk])
    browser.force_login(reviewer)
    form = form_of(browser, page, target)
    become(browser, colleague := factories.operator())
    answer = press(browser, target, form, page)
    assert answer.status_code == 409
    assert "別の会員IDでログインしています" in answer.text
    assert str(colleague.login) in answer.text
    assert Listing.objects.pending().contains(listing)


def test_what_was_typed_waits_for_its_owner_and_is_shown_to_nobody_else(browser, seller, buyer):
    browser.force_login(seller)
    form = form_of(browser, "/listings/new/", "/listings/new/") | {"title": TITLE}
    become(browser, buyer)
    answer = press(browser, "/listings/new/", form, "/listings/new/")
    assert TITLE not in answer.text
    back = BeautifulSoup(answer.text, "html.parser").find("input", attrs={"name": "next"})["value"]
    assert TITLE not in browser.get(back).text
    logging_out = form_of(browser, "/account/", "/logout/") | {"next": back}
    assert back.rpartition("=")[2] in press(browser, "/logout/", logging_out).url
    browser.force_login(seller)
    assert TITLE in browser.get(back).text


def test_a_draft_is_not_kept_for_somebody_else_and_the_script_is_told_why(browser, seller, buyer):
    browser.force_login(seller)
    form = form_of(browser, "/listings/new/", "/listings/new/") | {"title": TITLE}
    become(browser, buyer)
    answer = press(browser, f"/listings/drafts/{uuid4()}/", form, **{"Sec-Fetch-Dest": "empty"})
    assert answer.status_code == 409
    assert "別の会員IDでログインしている" in answer.json()["error"]
    assert not Draft.objects.exists()


def test_without_scripts_it_is_told_as_well(browser, seller, buyer):
    browser.force_login(seller)
    form = form_of(browser, "/listings/new/", "/listings/new/") | {"title": TITLE}
    become(browser, buyer)
    answer = browser.post("/listings/new/", form)
    assert "別の会員IDでログインしています" in answer.text


def test_a_form_without_a_seal_does_nothing_for_who_is_logged_in(browser, seller):
    browser.force_login(seller)
    form = form_of(browser, "/account/", "/logout/")
    del form["seal"]
    assert press(browser, "/account/retirement/", form | {"confirmed": "1"}).status_code == 409
    assert seller.waiting_retirement is None


def test_a_form_that_stood_open_over_a_new_login_of_the_same_person_is_carried_out(
    browser, seller, reviewer
):
    listing = factories.listing(seller)
    target = reverse("console:listing-approval", args=[listing.pk])
    browser.force_login(reviewer)
    form = form_of(browser, reverse("console:listing", args=[listing.pk]), target)
    become(browser, reviewer)
    press(browser, target, form)
    assert Listing.objects.published().contains(listing)


def test_an_application_begun_before_somebody_logged_in_goes_on(browser, seller):
    form = form_of(browser, "/apply/", "/apply/")
    browser.force_login(seller)
    assert press(browser, "/apply/", form).status_code == 200


def test_a_login_page_that_stood_open_tells_who_is_logged_in_by_now(browser, seller, buyer):
    form = form_of(browser, "/login/", "/login/")
    browser.force_login(seller)
    typed = {"login_id": buyer.login_id, "password": factories.PASSWORD}
    page = press(browser, "/login/", form | typed)
    assert f"すでに「{seller.login}」でログインしています" in browser.get(page.url).text


def test_no_two_pages_have_the_same_seal(browser, seller):
    browser.force_login(seller)
    seals = {
        re.search(r'name="seal" value="([^"]+)"', browser.get("/listings/").text)[1]
        for _number in range(2)
    }
    assert len(seals) == 2
