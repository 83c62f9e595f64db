"""An application's verbs, whoever calls them."""

import pytest
from django.core.exceptions import ValidationError

from dengen.accounts.models import Application, LoginID, Organization
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "broken",
    [
        {"family_name": ""},
        {"email": "nobody"},
        {"phone": ""},
        {"gender": "?"},
        {"street": "あ" * 201},
        {"organization_name": ""},
        {"password": ""},
    ],
    ids=str,
)
def test_an_application_is_not_handed_in_incomplete_or_misshapen(broken):
    with pytest.raises(ValidationError) as refusal:
        factories.application(**broken).submit()
    assert list(refusal.value.error_dict) == list(broken)
    assert not Application.objects.exists()


def test_a_business_whose_name_grows_when_it_is_folded_is_taken():
    factories.member(organization_name="㌖" * 100)
    with pytest.raises(ValidationError):
        factories.application(organization_name="㌖" * 100).submit()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"organization_name": "みなと電力合同会社"}, {"organization_name": "みなと電力株式会社"}),
        (
            {"organization_name": "みなと電力株式会社", "corporate_number": "7000012050002"},
            {"organization_name": "あおば電力株式会社", "corporate_number": "7000012050002"},
        ),
    ],
    ids=["other form", "other name"],
)
def test_a_successor_has_the_business_under_its_present_name(before, after):
    factories.member(**before).retire(by=factories.operator(), reason=factories.REASON)
    successor = factories.member(**after)
    assert successor.organization_name == after["organization_name"]
    assert Organization.objects.same_as(after["organization_name"]).get() == successor.organization


def test_free_mail_is_refused_by_whatever_door_it_comes():
    with pytest.raises(ValidationError) as refusal:
        factories.application(email="someone@gmail.com").submit()
    assert "email" in refusal.value.error_dict


def test_terms_that_were_revised_before_the_last_button_must_be_read_anew():
    application = factories.application()
    type(application.terms).objects.create(version=2, text="第1条（新）")
    with pytest.raises(ValidationError) as refusal:
        application.submit()
    assert "terms" in refusal.value.error_dict


def test_a_members_second_mail_address_is_known_too():
    factories.member(email2="shared@minato.example.jp")
    application = factories.application(email="Shared@minato.example.jp").submit()
    assert application.pk is None
    assert not LoginID.is_taken(application.login_name)
