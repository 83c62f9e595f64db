"""An invitation to the operator's staff, from its mail to the account."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from dengen import clock
from dengen.accounts.models import Account, Invitation, LoginID
from dengen.events.models import Event
from dengen.events.steps import StepNotAllowed
from dengen.mail.models import Message
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORDS = {"password": "atarashii-2027", "password_again": "atarashii-2027"}


@pytest.fixture
def administrator(db) -> Account:
    return factories.operator("administrator", name="管理 太郎")


@pytest.fixture
def invitation(administrator) -> Invitation:
    return factories.invitation(administrator, login_name="Kansa2026", name="監査 三郎")


def link() -> str:
    """The address in the latest mail."""
    body = Message.objects.filter(kind="operator_invited").latest("pk").whole_body
    return re.search(r"http://[^/]+(/invitation/\S+)", body)[1]


def test_the_mail_says_who_invites_and_until_when(invitation):
    mail = Message.objects.get(kind="operator_invited")
    assert mail.recipients == [invitation.email]
    assert mail.is_confidential
    for text in ["管理 太郎さん", "Kansa2026", "監査担当"]:
        assert text in mail.whole_body


def test_a_mere_visit_to_an_invitation_changes_nothing(client, invitation):
    for _ in range(3):
        assert "監査 三郎" in client.get(link()).text
    assert not Account.objects.filter(login_id="kansa2026").exists()
    assert Invitation.objects.waiting().exists()


def test_the_button_makes_the_account_with_the_password_just_typed(client, invitation):
    assert client.post(link(), PASSWORDS).url == "/login/"
    account = Account.objects.get(login_id="kansa2026")
    assert (account.role, account.full_name) == ("auditor", "監査 三郎")
    data = {"login_id": "Kansa2026", "password": "atarashii-2027"}
    page = client.post("/login/", data, follow=True)
    assert page.redirect_chain[-1][0] == "/account/second-factor/"


def test_the_link_of_an_invitation_is_good_once(client, invitation):
    address = link()
    client.post(address, PASSWORDS)
    again = client.post(address, PASSWORDS)
    assert again.status_code == 410
    assert "この招待は使えません" in again.text
    assert Account.objects.filter(role="auditor").count() == 1


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (1, 410)])
def test_the_link_is_good_for_as_many_days_as_are_set(client, invitation, seconds, status):
    late = timedelta(days=settings.INVITATION_DAYS, seconds=seconds)
    with clock.at(invitation.sent_at + late):
        assert client.get(link()).status_code == status


def test_sent_again_the_earlier_link_is_void_and_the_days_count_anew(
    client, invitation, administrator
):
    earlier = link()
    with clock.at(clock.now() + timedelta(days=settings.INVITATION_DAYS + 1)):
        invitation.send_again(by=administrator)
        assert client.get(earlier).status_code == 410
        assert client.get(link()).status_code == 200


def test_withdrawn_the_link_is_void_and_the_login_id_free(client, invitation, administrator):
    mailed = link()
    invitation.withdraw(by=administrator)
    assert client.get(mailed).status_code == 410
    assert not LoginID.is_taken("Kansa2026")


def test_what_has_ended_cannot_be_sent_again_or_withdrawn(client, invitation, administrator):
    client.post(link(), PASSWORDS)
    with pytest.raises(StepNotAllowed):
        invitation.send_again(by=administrator)
    with pytest.raises(StepNotAllowed):
        invitation.withdraw(by=administrator)


@pytest.mark.parametrize("end", ["accept", "withdraw"])
def test_the_personal_data_of_an_invitation_end_with_it(invitation, administrator, end):
    if end == "accept":
        invitation.accept(password="atarashii-2027")
    else:
        invitation.withdraw(by=administrator)
    ended = Invitation.objects.get()
    assert (ended.name, ended.email) == ("", "")


@pytest.mark.parametrize(
    ("passwords", "advice"),
    [
        ({"password": "", "password_again": ""}, "パスワードを入力してください"),
        ({"password": "abc", "password_again": "abc"}, "8文字以上128文字以内"),
        ({"password": "Kansa2026", "password_again": "Kansa2026"}, "会員IDと同じパスワード"),
        ({"password": "atarashii-2027", "password_again": "x"}, "2つのパスワードが異なります"),
    ],
)
def test_a_bad_password_for_an_invitation_is_explained(client, invitation, passwords, advice):
    assert advice in client.post(link(), passwords).text
    assert Invitation.objects.waiting().exists()


@pytest.mark.parametrize("token", ["x", "x:y", "%00", "a" * 2_000])
def test_a_made_up_link_is_of_no_use(client, invitation, token):
    assert client.get(f"/invitation/{token}/").status_code == 410


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"login_name": "short"}, "login_name"),
        ({"login_name": "Kansa2026"}, "login_name"),
        ({"email": "kansa@gmail.com"}, "email"),
        ({"role": "member"}, "role"),
        ({"name": ""}, "name"),
    ],
)
def test_a_bad_invitation_is_refused_beside_its_field(administrator, changes, field):
    factories.invitation(administrator, login_name="Kansa2026")
    with pytest.raises(ValidationError) as refusal:
        factories.invitation(administrator, **changes)
    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize("change", [str, str.upper])
def test_an_address_is_invited_once_and_not_if_it_has_an_account(administrator, change):
    invited = factories.invitation(administrator)
    for taken in [invited.email, administrator.email]:
        with pytest.raises(ValidationError) as refusal:
            factories.invitation(administrator, email=change(taken))
        assert list(refusal.value.message_dict) == ["email"]


@pytest.mark.parametrize("role", ["reviewer", "auditor"])
def test_only_administrators_invite_staff(role):
    with pytest.raises(PermissionDenied):
        factories.invitation(factories.operator(role))


def test_every_step_of_an_invitation_is_recorded(invitation, administrator):
    invitation.send_again(by=administrator)
    invitation.accept(password="atarashii-2027")
    names = Event.objects.about(invitation).order_by("pk").values_list("name", flat=True)
    assert list(names) == ["invitation.created", "invitation.renewed", "invitation.accepted"]
    assert Event.objects.filter(name="operator.created", actor=administrator).exists()
