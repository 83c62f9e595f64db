"""Unicode that deceives or breaks: it is cleaned, or refused beside its field; nothing is lost."""

import pytest
from django.test import Client

from dengen.accounts.models import LoginID
from dengen.listings.models import Draft, Listing
from tests import factories
from tests.accounts.applications.form import answered, confirm, send
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
STRANGE = {
    "a bidi override": "\u202e\u202d\u2066\u2069\u061c",
    "nothing to be seen": "\u200b\u200c\u2060\ufeff\u00ad\u3164",
    "NUL and its kin": "\x00\x01\x07\x1b\x7f",
    "tags": "\U000e0041\U000e0042",
}
HUGE = ["9" * 19, "9" * 30, "9" * 4000, "-1", "0", "１２", "1e3", "0x1"]


@pytest.mark.parametrize("name", STRANGE)
def test_nothing_invisible_is_kept_of_an_application(client, name):
    strange = STRANGE[name]
    names = {"family_name": f"髙{strange}橋", "organization_name": f"み{strange}なと電力"}
    kept = client.get(confirm(client, **names)).context["application"]
    assert (kept.family_name, kept.organization_name) == ("髙橋", "みなと電力")


@pytest.mark.parametrize("name", STRANGE)
def test_an_id_with_something_invisible_in_it_is_the_id_without(client, name):
    factories.application(login_name="Minato2026").submit()
    answer = send(client, login_name=f"Mina{STRANGE[name]}to2026")
    assert "この会員IDは使えません" in answer.text


@pytest.mark.parametrize("typed", ["Мinato2026", "Mınato2026", "ⅯINATO2026", "Minato2026\u0301"])
def test_an_id_that_only_looks_like_another_is_refused_and_all_else_stays(client, typed):
    answer = send(client, login_name=typed, street="港区芝公園９－９－９")
    assert "半角" in answer.text
    assert typed in answer.text
    assert "港区芝公園９－９－９" in answer.text
    assert not LoginID.objects.exists()


@pytest.mark.parametrize("typed", ["minato2026", "MINATO2026", "miNAto2026"])
def test_an_id_that_differs_in_case_is_taken_and_the_error_stands_beside_it(client, typed):
    factories.member(login_name="Minato2026")
    answer = send(client, login_name=typed, organization_name="別の電力株式会社")
    assert "この会員IDは使えません" in answer.text
    assert "別の電力株式会社" in answer.text


@pytest.mark.parametrize(
    "spelling",
    [
        "みなと火力発電㈱",
        "みなと火力発電（株）",
        "みなと 火力発電株式会社",
        "みなと火力発電\u200b株式会社",
        "ﾐﾅﾄ火力発電株式会社",
    ],
)
def test_a_business_spelt_otherwise_is_the_same_business(client, spelling):
    factories.member(organization_name="みなと火力発電株式会社")
    factories.member(organization_name="ミナト火力発電株式会社")
    answer = send(client, organization_name=spelling)
    assert answer.status_code == 200
    assert "organization_name" in answer.context["form"].errors
    assert "港区芝公園１－２－３" in answer.text


def test_a_lone_half_of_a_character_does_no_harm(client):
    data = answered(client) | {"street": "港区"}
    body = "&".join(f"{name}={value}" for name, value in data.items())
    body = body.encode("utf-8") + b"&building=%ED%A0%80%FF"
    form = "application/x-www-form-urlencoded"
    answer = client.post("/apply/", body, content_type=form)
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("name", STRANGE)
def test_nothing_invisible_is_kept_of_a_listing(seller, name):
    strange = STRANGE[name]
    listing = factories.listing(seller, f"<p>説{strange}明</p>")
    assert Listing.objects.get(pk=listing.pk).body.html == "<p>説明</p>"


def test_a_draft_with_all_of_it_comes_back(seller):
    browser, key = browser_of(seller), "6f9619ff-8b86-d011-b42d-00c04fc964ff"
    typed = "売り" + "".join(STRANGE.values()) + "希望"
    sent = browser.post(f"/listings/drafts/{key}/", {"title": typed, "revision": "0"})
    assert sent.status_code == 200
    assert "売り" in Draft.objects.get().values["title"]
    assert browser.get(f"/listings/drafts/{key}/").status_code == 200


@pytest.mark.parametrize("number", HUGE)
@pytest.mark.parametrize(
    "address",
    ["/listings/{}/", "/listings/{}/deletion/", "/listings/?page={}", "/account/inbox/{}/"],
)
def test_no_number_in_an_address_breaks_a_page(seller, address, number):
    assert browser_of(seller).get(address.format(number)).status_code in {200, 404}


@pytest.mark.parametrize("text", ["%00", "%ff%fe", "%ed%a0%80", "%F0%9F", "%0d%0aSet-Cookie:a=b"])
@pytest.mark.parametrize("address", ["/listings/?title={}", "/terms/{}/", "/login/?next=/{}"])
def test_no_text_in_an_address_breaks_a_page(seller, address, text):
    for browser in [Client(), browser_of(seller)]:
        answer = browser.get(address.format(text))
        assert answer.status_code in {200, 302, 404}
        assert "\n" not in str(answer.headers.get("Location"))
        assert "a" not in answer.cookies
