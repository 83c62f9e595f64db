"""住所自動入力: the towns of a postal code, without scripts and for them (manual §2.1)."""

import pytest

from dengen.japan.models import PostalCode
from tests.accounts.applications.form import URL, filled_in

pytestmark = pytest.mark.django_db


def test_an_address_is_looked_up_without_scripts_and_keeps_what_was_typed(client):
    PostalCode.objects.create(code="1050011", prefecture="東京都", city="港区", town="芝公園")
    response = client.post(
        URL, filled_in(look_up="1", prefecture="", street="", family_name="𠮷野")
    )
    form = response.context["form"]
    assert (form["prefecture"].value(), form["street"].value()) == ("東京都", "港区芝公園")
    assert form["family_name"].value() == "𠮷野"
    assert not form.errors


def test_looking_up_an_address_keeps_the_lot_number(client):
    PostalCode.objects.create(code="1050011", prefecture="東京都", city="港区", town="芝公園")
    response = client.post(URL, filled_in(look_up="1"))
    assert response.context["form"]["street"].value() == "港区芝公園１－２－３"


def test_a_code_with_towns_in_two_prefectures_lets_the_person_choose(client):
    towns = [
        PostalCode.objects.create(code="4980000", prefecture=prefecture, city=city)
        for prefecture, city in [("愛知県", "弥富市"), ("三重県", "桑名郡木曽岬町")]
    ]
    response = client.post(URL, filled_in(look_up="1", postal_code="4980000"))
    assert [str(town) for town in response.context["towns"]] == [
        "愛知県弥富市",
        "三重県桑名郡木曽岬町",
    ]
    chosen = client.post(URL, filled_in(look_up="1", town=towns[1].pk, postal_code="4980000"))
    assert chosen.context["form"]["prefecture"].value() == "三重県"


def test_of_several_towns_none_keeps_the_place_of_another_code(client):
    for town in ("清須市春日", "清須市西枇杷島町"):
        PostalCode.objects.create(code="4520961", prefecture="愛知県", city=town, town="")
    form = client.post(URL, filled_in(look_up="1", postal_code="4520961")).context["form"]
    assert (form["prefecture"].value(), form["street"].value()) == ("", "")


def test_what_fits_one_of_several_towns_stays(client):
    for town in ("清須市春日", "清須市西枇杷島町"):
        PostalCode.objects.create(code="4520961", prefecture="愛知県", city=town, town="")
    typed = {"prefecture": "愛知県", "street": "清須市春日１－２"}
    form = client.post(URL, filled_in(look_up="1", postal_code="4520961", **typed)).context["form"]
    assert {name: form[name].value() for name in typed} == typed


def test_an_unknown_code_is_said_beside_the_button(client):
    response = client.post(URL, filled_in(look_up="1", postal_code="0000000"))
    assert "見つかりません" in response.content.decode()


def test_scripts_get_the_towns_as_json(client):
    PostalCode.objects.create(code="1050011", prefecture="東京都", city="港区", town="芝公園")
    answer = client.get("/address/", {"postal_code": "１０５－００１１"}).json()
    assert answer == {
        "towns": [{"prefecture": "東京都", "street": "港区芝公園", "label": "東京都港区芝公園"}]
    }


def test_a_town_that_is_none_of_the_code_leaves_the_choice(client):
    for prefecture in ("愛知県", "三重県"):
        PostalCode.objects.create(code="4980000", prefecture=prefecture, city="弥富市", town="")
    data = filled_in(look_up="1", town="1" * 5000, postal_code="4980000")
    assert len(client.post(URL, data).context["towns"]) == 2
