"""What is refused in the place of a name, and what is a name all the same."""

import pytest
from django.core.exceptions import ValidationError

from dengen.accounts.models import Application
from tests import factories
from tests.accounts.applications.form import send
from tests.console.cast import make_application

pytestmark = pytest.mark.django_db


def errors(client, **changes):
    response = send(client, **changes)
    return response.context["form"].errors if response.context else {}


@pytest.mark.parametrize("name", ["株式会社", "㈱", "（株）", "一般社団法人", "株式会社・"])
def test_a_legal_form_alone_is_refused_beside_the_business(client, name):
    told = errors(client, organization_name=name)
    assert list(told) == ["organization_name"]
    assert "会社の種類（株式会社など）だけでは登録できません。" in told["organization_name"][0]


@pytest.mark.parametrize("field", ["family_name", "given_name", "organization_name"])
@pytest.mark.parametrize("name", ["🏭", "山🏭田", "👩‍🔧", "🇯🇵"])
def test_an_emoji_is_refused_beside_its_field(client, field, name):
    told = errors(client, **{field: name})
    assert list(told) == [field]
    assert told[field][0].startswith("絵文字や記号（")


@pytest.mark.parametrize("name", ["－", "１２３", "・"])
def test_a_name_without_a_letter_is_refused(client, name):
    assert errors(client, family_name=name) == {
        "family_name": ["記号や数字だけの名前は登録できません。"]
    }


@pytest.mark.parametrize(
    "name", ["々", "𠮷野", "髙橋", "葛󠄀", "ルートヴィヒ２世", "ノヴァーク・リンデ", "Ｏ’Ｎ"]
)
def test_a_name_of_letters_is_taken(client, name):
    assert errors(client, family_name=name) == {}


@pytest.mark.parametrize("field", [{"organization_name": "株式会社"}, {"family_name": "🏭"}])
def test_the_verb_refuses_them_as_well(field):
    with pytest.raises(ValidationError) as told:
        make_application(**field)
    assert list(told.value.error_dict) == list(field)
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("organization_name", "株式会社"), ("contact_person", "🏭")]
)
def test_a_listing_names_a_business_and_a_person_too(seller, field, value):
    with pytest.raises(ValidationError) as told:
        factories.listing(seller, **{field: value}).submit(by=seller)
    assert list(told.value.error_dict) == [field]
