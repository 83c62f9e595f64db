"""The page of the operator's staff."""

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from dengen.accounts.models import Account, Invitation, LoginID
from dengen.cli import main
from dengen.events.models import Event
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
LIST = "/console/operators/"


@pytest.fixture
def administrator(db) -> Account:
    return factories.operator("administrator", name="管理 太郎")


@pytest.fixture
def office(administrator):
    """The administrator's browser."""
    return browser_of(administrator)


@pytest.fixture
def colleague(db) -> Account:
    return factories.operator(name="同僚 次郎", login_id="Doryo2026")


def page_of(person: Account, part: str = "") -> str:
    return f"{LIST}{person.pk}/{part}"


def test_the_list_of_the_staff_tells_who_does_what_and_how_safely(office, colleague):
    factories.authenticator_app(colleague)
    page = office.get(LIST).text
    for text in ["同僚 次郎", "Doryo2026", "審査担当", "認証アプリ", "（ご自身）", "未設定"]:
        assert text in page


def test_the_list_of_the_staff_tells_who_is_frozen_and_who_has_left(
    client, office, colleague, administrator
):
    factories.operator(name="旧任 花子").retire(by=administrator, reason=factories.REASON)
    for _ in range(settings.LOGIN_TRIES):
        client.post("/login/", {"login_id": "Doryo2026", "password": "wrong-1234"})
    page = office.get(LIST)
    assert "凍結中" in page.text
    assert "終了" in page.text
    assert page.context["page_obj"][-1].full_name == "旧任 花子"


def test_the_list_of_the_staff_needs_the_same_few_queries_for_many(
    office, django_assert_num_queries, settings
):
    settings.PAGE_SIZE = 3
    for _ in range(7):
        factories.authenticator_app(factories.operator())
    with django_assert_num_queries(5):
        assert len(office.get(LIST).context["page_obj"]) == 3


def test_an_auditor_reads_and_is_offered_nothing(colleague):
    reviewer_client = browser_of(factories.operator("auditor"))
    assert "招待する" not in reviewer_client.get(LIST).text
    assert "<form" not in reviewer_client.get(page_of(colleague)).text.split("<main")[1]


def test_inviting_sends_the_mail(office):
    data = {
        "name": "監査 三郎",
        "email": "kansa@operator.example.jp",
        "login_name": "Kansa2026",
        "role": "auditor",
    }
    page = office.post("/console/invitations/new/", data, follow=True)
    assert "監査 三郎さんへ招待のメールを送りました" in page.text
    assert "招待中" in page.text
    assert Message.objects.filter(kind="operator_invited").exists()


def test_a_bad_invitation_keeps_what_was_typed(office):
    LoginID.claim("Kansa2026")
    data = {"name": "監査 三郎", "email": "kansa@", "login_name": "Kansa2026", "role": "auditor"}
    page = office.post("/console/invitations/new/", data).text
    assert 'value="監査 三郎"' in page
    assert "メールアドレスの形が正しくありません" in page
    page = office.post(
        "/console/invitations/new/", data | {"email": "kansa@operator.example.jp"}
    ).text
    assert "この会員IDは使えません" in page
    assert "id_login_name_error" in page


def test_an_invitation_is_sent_again_and_withdrawn(office, administrator):
    invitation = factories.invitation(administrator)
    address = f"/console/invitations/{invitation.pk}"
    assert "再送しました" in office.post(f"{address}/delivery/", follow=True).text
    assert (
        "取り消しました"
        in office.post(f"{address}/withdrawal/", {"confirmed": "1"}, follow=True).text
    )
    assert "招待は" not in office.get(LIST).text
    again = office.post(f"{address}/withdrawal/", {"confirmed": "1"}, follow=True).text
    assert "すでに使われたか、取り消されたか" in again
    assert not Invitation.objects.waiting().exists()


def test_a_role_is_changed_and_the_colleague_told(office, colleague, administrator):
    office.post(page_of(colleague, "role/"), {"role": "administrator"})
    colleague.refresh_from_db()
    assert colleague.may_administer
    assert "「管理者」になりました" in Message.objects.get(kind="role_changed").body
    event = Event.objects.get(name="role.changed", actor=administrator)
    assert event.particulars == {"before": "reviewer", "role": "administrator"}


def test_giving_the_same_role_again_changes_nothing(office, colleague):
    office.post(page_of(colleague, "role/"), {"role": "reviewer"})
    assert not Event.objects.filter(name="role.changed").exists()


@pytest.mark.parametrize("role", ["", "member", "king"])
def test_what_is_no_role_of_staff_is_refused(office, colleague, role):
    response = office.post(page_of(colleague, "role/"), {"role": role})
    assert response.status_code == 422
    colleague.refresh_from_db()
    assert colleague.role == "reviewer"


def test_the_end_wants_a_second_thought(office, colleague):
    response = office.post(page_of(colleague, "retirement/"))
    assert response.status_code == 422
    assert "チェックを入れてください" in response.text
    colleague.refresh_from_db()
    assert colleague.is_active


def test_who_has_left_is_out_at_once_and_keeps_the_name_in_the_records(office, colleague):
    reviewer_client = browser_of(colleague)
    office.post(page_of(colleague, "retirement/"), {"understood": "on", "reason": "異動のため"})
    assert reviewer_client.get("/console/").url.startswith("/login/")
    colleague.refresh_from_db()
    assert (colleague.full_name, colleague.email) == ("同僚 次郎", "")
    assert Message.objects.get(kind="operator_retired").recipients
    assert LoginID.is_taken("Doryo2026")


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("role/", {"role": "reviewer"}),
        ("retirement/", {"understood": "on", "reason": "異動のため"}),
        ("second-factor-reset/", {"confirmed": "1"}),
    ],
)
def test_nobody_does_it_to_themselves_so_an_administrator_remains(
    office, administrator, part, data
):
    assert office.post(page_of(administrator, part), data).status_code == 403
    administrator.refresh_from_db()
    assert administrator.may_administer


def test_a_member_is_none_of_the_staff(office):
    assert office.get(page_of(factories.member())).status_code == 404


def test_a_reviewer_cannot_end_a_colleagues_access(colleague):
    reviewer_client = browser_of(factories.operator())
    assert (
        reviewer_client.post(
            page_of(colleague, "retirement/"), {"understood": "on", "reason": "異動のため"}
        ).status_code
        == 403
    )


class TestReset:
    @pytest.fixture
    def person(self, colleague) -> Account:
        factories.authenticator_app(colleague)
        return colleague

    def test_resetting_a_second_factor_ends_the_sessions_and_the_next_login_sets_up_anew(
        self, client, office, person
    ):
        reviewer_client = browser_of(person)
        office.post(page_of(person, "second-factor-reset/"), {"confirmed": "1"})
        assert reviewer_client.get("/account/second-factor/app/").url.startswith("/login/")
        assert reviewer_client.get("/console/").url.startswith("/login/")
        data = {"login_id": "Doryo2026", "password": factories.PASSWORD}
        page = client.post("/login/", data, follow=True)
        assert page.redirect_chain[-1][0] == "/account/second-factor/"

    def test_the_colleague_is_told_and_it_is_recorded(self, office, person, administrator):
        office.post(page_of(person, "second-factor-reset/"), {"confirmed": "1"})
        assert Message.objects.get(kind="second_factor_cleared").recipients == [person.email]
        assert Event.objects.filter(name="second_factor.cleared", actor=administrator).exists()
        assert not person.recovery_codes.exists()

    def test_the_command_line_does_it_too(self, person):
        result = CliRunner().invoke(main, ["reset-second-factor", "DORYO2026"])
        assert result.exit_code == 0, result.output
        assert not Account.objects.get(pk=person.pk).has_second_factor

    @pytest.mark.parametrize("login_id", ["nobody123", "Minato2026"])
    def test_the_command_line_says_whom_it_does_not_know(self, login_id):
        factories.member(login_name="Minato2026")
        result = CliRunner().invoke(main, ["reset-second-factor", login_id])
        assert result.exit_code == 1
        assert "None of the operator's staff" in result.output


def test_nobody_of_the_staff_becomes_a_member(colleague, administrator):
    with pytest.raises(PermissionDenied):
        colleague.change_role("member", by=administrator)


def test_where_no_second_factor_is_set_up_none_is_cleared(colleague, administrator):
    colleague.clear_second_factor(by=administrator)
    assert not Event.objects.filter(name="second_factor.cleared").exists()


def test_a_new_colleagues_misshapen_id_is_refused_with_its_shape():
    with pytest.raises(ValidationError, match="8文字以上32文字以内"):
        factories.operator(login_id="しんさ2026000")
