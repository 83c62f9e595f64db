"""住所自動入力: the towns of a postal code, without scripts and for them (manual §2.1)."""

import pytest

from dengen.japan.models import PostalCode
from tests.accounts.applications.form import URL, confirm, filled_in

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
    sent = filled_in(look_up="1", postal_code="4520961", street="港区芝公園")
    form = client.post(URL, sent).context["form"]
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


def test_scripts_get_the_towns_as_json_with_the_number_that_was_typed(client):
    PostalCode.objects.create(code="1050011", prefecture="東京都", city="港区", town="芝公園")
    typed = {"postal_code": "１０５－００１１", "street": "港区芝公園1-2"}
    [place] = client.post("/address/", typed).json()["places"]
    assert (place["prefecture"], place["street"]) == ("東京都", "港区芝公園1-2")
    assert place["label"] == "東京都港区芝公園"


@pytest.mark.parametrize(
    ("typed", "filled"),
    [
        ("中央区東大通1-2-3", "新潟市中央区東大通1-2-3"),
        ("東大通一丁目2番3号", "新潟市中央区東大通一丁目2番3号"),
        ("新潟市東大通１－２－３", "新潟市中央区東大通１－２－３"),
        ("新潟県新潟市中央区東大通1-2-3", "新潟市中央区東大通1-2-3"),
        ("新潟市中央区1-2-3", "新潟市中央区東大通1-2-3"),
        ("1-2-3", "新潟市中央区東大通1-2-3"),
        ("新潟市", "新潟市中央区東大通"),
        ("港区芝公園", "新潟市中央区東大通"),
        ("中央区万代1-2-3", "中央区万代1-2-3"),
    ],
)
@pytest.mark.parametrize("by_script", [True, False])
def test_looking_up_an_address_never_loses_the_number_that_was_typed(
    client, typed, filled, by_script
):
    code, place = "9500087", {"prefecture": "新潟県", "city": "新潟市中央区", "town": "東大通"}
    PostalCode.objects.create(code=code, **place)
    sent = filled_in(look_up="1", postal_code=code, street=typed)
    if by_script:
        [told] = client.post("/address/", sent).json()["places"]
        assert (told["prefecture"], told["street"]) == ("新潟県", filled)
    else:
        form = client.post(URL, sent).context["form"]
        assert (form["prefecture"].value(), form["street"].value()) == ("新潟県", filled)


def test_a_street_that_is_left_as_it_was_is_said_so_with_the_town(client):
    PostalCode.objects.create(code="1050014", prefecture="東京都", city="港区", town="芝")
    sent = filled_in(look_up="1", postal_code="1050014", street="新潟市中央区万代1-2-3")
    page = client.post(URL, sent).content.decode()
    assert "この郵便番号の住所は「東京都港区芝」です" in page


def test_a_number_stays_until_one_of_several_towns_is_chosen(client):
    for town in ("春日", "西枇杷島町"):
        PostalCode.objects.create(code="4520961", prefecture="愛知県", city="清須市", town=town)
    sent = filled_in(look_up="1", postal_code="4520961", street="1-2")
    page = client.post(URL, sent)
    assert page.context["form"]["street"].value() == "1-2"
    chosen = sent | {"town": page.context["towns"][1].pk}
    form = client.post(URL, chosen).context["form"]
    assert form["street"].value() == "清須市西枇杷島町1-2"


@pytest.mark.parametrize(
    ("street", "is_hinted"), [("港区芝公園", True), ("港区芝公園一番地", False)]
)
def test_a_street_without_a_number_is_hinted_at_before_it_is_handed_in(client, street, is_hinted):
    page = client.get(confirm(client, street=street)).content.decode()
    assert ("番地の数字がありません" in page) == is_hinted


def test_a_town_that_is_none_of_the_code_leaves_the_choice(client):
    for prefecture in ("愛知県", "三重県"):
        PostalCode.objects.create(code="4980000", prefecture=prefecture, city="弥富市", town="")
    data = filled_in(look_up="1", town="1" * 5000, postal_code="4980000")
    assert len(client.post(URL, data).context["towns"]) == 2
