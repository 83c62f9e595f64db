"""Every rule of the registration's table, at its limit (manual §2.1)."""

from base64 import b64encode

import pytest
from django.test import Client

from dengen.accounts.models import Account, Application
from tests import factories
from tests.accounts.applications.form import URL, answered, confirm, filled_in, send

pytestmark = pytest.mark.django_db


def errors(client: Client, **changes) -> dict:
    response = send(client, **changes)
    assert response.status_code == 200, "the form was taken"
    return response.context["form"].errors


def kept(client: Client, **changes) -> Application:
    """The application as the confirmation page shows it."""
    return client.get(confirm(client, **changes)).context["application"]


@pytest.mark.parametrize("login_name", ["abcd1234", "A" * 32, "12345678"])
def test_the_registration_takes_ids_of_8_to_32_letters_and_digits(client, login_name):
    assert kept(client, login_name=login_name).login_name == login_name


@pytest.mark.parametrize(
    "login_name",
    ["abcd123", "a" * 33, "abcd_1234", "abcd 1234", "髙橋一郎髙橋一郎", ""],
)
def test_the_registration_refuses_misshapen_ids(client, login_name):
    assert "login_name" in errors(client, login_name=login_name)


def test_an_id_in_full_width_is_taken_in_half_width(client):
    assert kept(client, login_name="Ｍｉｎａｔｏ２０２６").login_name == "Minato2026"


def test_the_registration_refuses_the_id_of_a_retired_member_in_any_case(client):
    member = factories.member(login_name="Suzuki2019")
    member.retire(by=factories.operator(), reason=factories.REASON)
    assert "login_name" in errors(client, login_name="sUZUKI2019")


def test_a_denied_applicants_id_is_free_again(client):
    denied = factories.application(login_name="Minato2026").submit()
    denied.deny(by=factories.operator(), reason="名称が違います", revision=1)
    assert kept(client, login_name="minato2026")


@pytest.mark.parametrize(
    "password",
    [
        "short-1",
        "only-letters",
        "12345678",
        "ｐａｓｓｗｏｒｄ１",
        "password1",
        "minato2026",
        "MINATO2026",
        "a1" * 65,
        "with space 1",
    ],
)
def test_the_registration_refuses_weak_passwords_and_other_widths(client, password):
    assert "password" in errors(client, password=password, password_again=password)


def test_both_passwords_must_be_the_same(client):
    assert "password_again" in errors(client, password_again="denryoku-2027")


def test_a_password_of_8_characters_with_symbols_is_taken(client):
    assert kept(client, password="a1!?#%&=", password_again="a1!?#%&=")


def test_the_registration_widens_half_width_names_and_addresses(client):
    application = kept(
        client, street="港区芝公園1-2-3", building="ﾐﾅﾄﾋﾞﾙ 5F", organization_name="(株)ﾐﾅﾄ電力"
    )
    assert application.street == "港区芝公園１－２－３"
    assert application.building == "ミナトビル　５Ｆ"
    assert application.organization_name == "（株）ミナト電力"


@pytest.mark.parametrize("name", ["髙橋", "﨑山", "𠮷野", "㈱太郎", "波〜", "波～"])
def test_real_name_characters_stay_as_typed(client, name):
    assert kept(client, family_name=name).family_name == name


def test_hiragana_and_half_width_kana_become_katakana(client):
    application = kept(client, family_kana="たかはし", given_kana="ｲﾁﾛｳ")
    assert (application.family_kana, application.given_kana) == ("タカハシ", "イチロウ")


def test_a_reading_in_kanji_is_refused_with_an_example(client):
    assert "例：ヤマダ" in errors(client, family_kana="高橋")["family_kana"][0]


@pytest.mark.parametrize("phone", ["０３－５５５０－０００１", "03ー5550ー0001", "03(5550)0001"])
def test_a_phone_is_converted_to_its_pattern(client, phone):
    assert kept(client, phone=phone).phone == "03-5550-0001"


def test_a_phone_without_hyphens_gets_them(client):
    assert kept(client, phone="0355500001").phone == "03-5550-0001"


def test_what_is_no_phone_is_refused_with_an_example(client):
    assert "03-1234-5678" in errors(client, phone="355500001")["phone"][0]


def test_a_postal_code_is_converted_to_seven_digits(client):
    assert kept(client, postal_code="１０５－００１１").postal_code == "1050011"


@pytest.mark.parametrize("postal_code", ["105001", "10500111", "一〇五〇〇一一", ""])
def test_other_postal_codes_are_refused(client, postal_code):
    assert "postal_code" in errors(client, postal_code=postal_code)


@pytest.mark.parametrize("domain", ["gmail.com", "yahoo.co.jp", "docomo.ne.jp", "goo.jp"])
@pytest.mark.parametrize("field", ["email", "email2"])
def test_free_mail_is_refused_with_the_reason(client, field, domain):
    assert "フリーメール" in errors(client, **{field: f"someone@{domain}"})[field][0]


def test_a_mail_address_with_a_header_in_it_is_refused(client):
    assert "email" in errors(client, email="a@minato.example.jp\nBcc: b@example.jp")


def test_a_wrong_corporate_number_is_refused(client):
    assert "corporate_number" in errors(client, corporate_number="4835678256246")
    assert (
        kept(client, corporate_number="５８３５６７８２５６２４６").corporate_number
        == "5835678256246"
    )


def test_a_member_of_the_same_business_stops_it_with_an_explanation(client):
    factories.member(organization_name="みなと火力発電（株）")
    assert "一事業者に一つ" in errors(client)["organization_name"][0]


def test_a_member_of_the_same_corporate_number_stops_it(client):
    factories.member(organization_name="旧社名株式会社", corporate_number="5835678256246")
    assert "organization_name" in errors(client, corporate_number="5835678256246")


def test_without_consent_there_is_no_registration(client):
    assert "consent" in errors(client, consent="")


def test_terms_that_changed_meanwhile_must_be_read_anew(client):
    shown = factories.terms()
    type(shown).objects.create(version=2, text="第1条（新）")
    page = send(client, terms=shown.pk)
    assert "改定されました" in page.context["form"].errors["terms"][0]
    assert "consent" not in page.context["form"].data
    assert "利用規約が改定されました" in page.content.decode()


def test_mending_after_the_terms_changed_asks_for_consent_again(client):
    key = confirm(client).split("/")[2]
    form = client.get(URL, {"key": key}).context["form"]
    assert form["consent"].value() is True
    type(factories.terms()).objects.create(version=2, text="第1条（新）")
    form = client.get(URL, {"key": key}).context["form"]
    assert form["consent"].value() is None
    assert form["family_name"].value() == "髙橋"


def test_all_errors_stand_beside_their_fields_and_nothing_typed_is_lost(client):
    response = send(
        client, login_name="abc", phone="", street="港区芝公園1-2-3", family_name="𠮷野"
    )
    page = response.content.decode()
    assert set(response.context["form"].errors) == {"login_name", "phone"}
    assert 'value="𠮷野"' in page
    assert 'value="abc"' in page
    assert 'aria-invalid="true"' in page
    assert "denryoku-2026" not in page


def test_ten_megabytes_get_an_error_and_are_not_sent_back(client):
    response = send(client, street="あ" * 3_500_000)
    assert "street" in response.context["form"].errors
    assert len(response.content) < 400_000


def test_a_robot_without_an_answer_is_refused(client):
    response = client.post(URL, filled_in())
    assert list(response.context["form"].errors) == ["captcha_answer"]


def test_an_endlessly_nested_proof_is_refused(client):
    proof = b64encode(b"[" * 2_900).decode()
    response = client.post(URL, filled_in(captcha_proof=proof))
    assert list(response.context["form"].errors) == ["captcha_answer"]


def test_a_wrong_answer_is_not_shown_under_the_next_question(client):
    wrong = client.post(URL, answered(client) | {"captcha_answer": "99"})
    assert wrong.context["form"]["captcha_answer"].value() is None
    looked_up = client.post(URL, filled_in(look_up="1", captcha_answer="99"))
    assert looked_up.context["form"]["captcha_answer"].value() is None


@pytest.mark.parametrize("said", [True, False])
def test_only_a_password_that_was_typed_is_asked_for_again(client, said):
    typed = "denryoku-2026" if said else ""
    page = send(client, email="", password=typed, password_again=typed).text
    assert ("パスワードだけはもう一度入力してください" in page) is said
    looked_up = filled_in(look_up="1", password=typed, password_again=typed)
    assert ("パスワードはもう一度入力してください" in client.post(URL, looked_up).text) is said


def test_nobody_becomes_a_member_by_applying(client):
    client.post(confirm(client))
    assert not Account.objects.exists()


def test_a_work_phone_is_kept_only_when_it_differs(client):
    assert kept(client, work_phone="０３－５５５０－０００１").work_phone == ""
    assert kept(client, work_phone="03-5550-0002").work_phone == "03-5550-0002"


@pytest.mark.parametrize("said", ["同上", "同じ", "〃", "上と同じ", " 同 上 "])
def test_what_is_the_same_as_above_is_so_for_address_and_phone_alike(client, said):
    application = kept(client, work_address=said, work_phone=said)
    assert (application.work_address, application.work_phone) == ("同上", "")


def test_a_wrong_mobile_number_is_told_with_one_of_its_kind(client):
    told = errors(client, mobile="12345")["mobile"][0]
    assert "090-1234-5678" in told
    assert "03-1234-5678" in errors(client, phone="12345")["phone"][0]
