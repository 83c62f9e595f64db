"""2.1 新規登録, rule by rule as the manual has it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client

from dengen.accounts.models import Application
from tests import factories
from tests.accounts.applications.form import confirm, send
from tests.letters import letter_to
from tests.pages import Page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(client) -> Page:
    factories.terms()
    return Page(client.get("/apply/"))


def errors(**typed: str) -> dict[str, list[str]]:
    """What the form says beside its fields when this is typed."""
    answer = send(Client(), **typed)
    return {} if answer.status_code == 302 else answer.context["form"].errors


def kept(name: str, **typed: str) -> str:
    """What the confirmation page shows for a field."""
    client = Client()
    answer = send(client, **typed)
    assert answer.status_code == 302, answer.context["form"].errors
    return Page(client.get(answer.url)).fact(name)


def test_the_login_page_offers_to_register_in_two_places(client):
    assert Page(client.get("/login/")).links("新規登録") == ["/apply/", "/apply/"]


def test_the_kind_of_member_is_shown_and_cannot_be_chosen(form):
    kind = form.soup.find("p", string="会員種別")
    assert kind.find_next("p").get_text() == "一般"
    assert not form.has_field("会員種別")


def test_the_form_warns_that_a_business_and_a_person_have_one_id(form):
    assert "会員IDは、一事業者に一つ、担当者お一人に一つです" in form.soup.get_text()


def test_the_form_asks_to_keep_id_and_password(form):
    assert "会員IDとパスワードは忘れないように控えをお残しください" in form.soup.get_text()


def test_the_registration_asks_for_the_person_in_charge_by_their_own_name(form):
    assert "個人のお名前で登録してください" in form.soup.get_text()


REQUIRED = """会員ID パスワード 姓 名 フリガナ（セイ） フリガナ（メイ） メールアドレス1 郵便番号
都道府県 市区町村・番地 電話番号 勤務先会社名 勤務先住所"""


@pytest.mark.parametrize("label", REQUIRED.split())
def test_what_is_required_says_so(form, label):
    assert form.is_required(label)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("gender", "性別（任意）"),
        ("email2", "メールアドレス2（任意）"),
        ("building", "建物名（任意）"),
        ("fax", "FAX番号（任意）"),
        ("mobile", "携帯電話（任意）"),
        ("work_phone", "勤務先電話番号（任意）"),
    ],
)
def test_what_is_optional_says_so_and_may_be_left_out(form, name, label):
    assert not form.is_required(label)
    assert name not in errors(**{name: ""})


@pytest.mark.parametrize(
    ("label", "advice"),
    [
        ("会員ID", "半角の英字と数字で8文字以上"),
        ("会員ID", "過去に削除されたIDは使えません"),
        ("パスワード", "半角で8文字以上。英字と数字の両方"),
        ("メールアドレス1", "フリーメールや携帯電話会社のアドレスは使えません"),
        ("郵便番号", "7桁の数字で入力してください（例：1000001）"),
        ("市区町村・番地", "全角で入力してください（例：千代田区大手町１－２－３）"),
        ("電話番号", "例：03-1234-5678"),
        ("FAX番号（任意）", "例：03-1234-5678"),
        ("携帯電話（任意）", "例：090-1234-5678"),
        ("勤務先住所", "担当者情報の住所と同じ場合は「同上」と入力"),
        ("勤務先電話番号（任意）", "担当者情報の電話番号と異なる場合だけ入力"),
    ],
)
def test_the_form_says_how_to_fill_it_in(form, label, advice):
    assert advice in form.hint(label)


def test_the_form_offers_to_look_up_the_address(form):
    assert form.button("住所自動入力")["name"] == "look_up"


@pytest.mark.parametrize("name", ["email", "email2"])
@pytest.mark.parametrize("typed", ["takahashi", "takahashi@minato", "髙橋@minato.example.jp"])
def test_a_mail_address_must_be_one(name, typed):
    assert name in errors(**{name: typed})


def test_the_work_address_in_half_width_is_widened():
    assert kept("勤務先住所", work_address="港区1-2-3") == "港区１－２－３"


def test_the_business_in_half_width_is_widened():
    assert kept("勤務先会社名", organization_name="ﾐﾅﾄPower(株)") == "ミナトＰｏｗｅｒ（株）"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [({"family_name": "ﾐﾅﾄ"}, "ミナト一郎"), ({"given_name": "ichiro"}, "髙橋ｉｃｈｉｒｏ")],
)
def test_a_name_in_half_width_is_widened(typed, shown):
    assert kept("氏名", **typed) == shown


def test_kana_in_half_width_is_widened():
    assert kept("フリガナ", family_kana="ﾀｶﾊｼ") == "タカハシイチロウ"


@pytest.mark.parametrize("name", ["family_kana", "given_kana"])
def test_kana_is_nothing_but_kana(name):
    assert "全角カタカナ" in errors(**{name: "高橋"})[name][0]


@pytest.mark.parametrize(
    ("name", "label"), [("fax", "FAX番号"), ("mobile", "携帯電話"), ("phone", "電話番号")]
)
def test_phones_are_written_as_the_example_has_them(name, label):
    assert kept(label, **{name: "０３－５５５０－０００２"}) == "03-5550-0002"
    assert name in errors(**{name: "でんわ"})


def test_the_prefecture_is_chosen_of_all_47(form):
    assert len(form.options("都道府県")) == 1 + 47
    assert "prefecture" in errors(prefecture="江戸府")


def test_the_form_asks_to_read_the_terms_first(form):
    assert "お申し込みの前に必ずお読みください" in form.section("利用規約")


def test_the_terms_can_be_read_on_the_spot(form):
    text = " ".join(form.soup.get_text().split())
    assert "第1条（目的）" in text
    assert "第10条（禁止事項）" in text


def test_one_check_agrees_to_the_terms_and_vouches_for_what_was_entered(form):
    assert form.has_field("利用規約に同意し、入力した情報が正確であることを保証します")
    assert "consent" in errors(consent="")


def test_the_confirmation_shows_everything_that_was_entered(client):
    address = confirm(
        client,
        gender="female",
        email2="power@minato.example.jp",
        building="ミナトビル",
        fax="03-5550-0002",
        mobile="090-1234-5678",
        work_phone="03-5550-0003",
    )
    page = Page(client.get(address))
    shown = {
        "会員ID": "Minato2026",
        "会員種別": "一般",
        "氏名": "髙橋一郎",
        "フリガナ": "タカハシイチロウ",
        "性別": "女性",
        "メールアドレス1": "takahashi@minato.example.jp",
        "メールアドレス2": "power@minato.example.jp",
        "郵便番号": "〒105-0011",
        "都道府県": "東京都",
        "市区町村・番地": "港区芝公園１－２－３",
        "建物名": "ミナトビル",
        "電話番号": "03-5550-0001",
        "FAX番号": "03-5550-0002",
        "携帯電話": "090-1234-5678",
        "勤務先会社名": "みなと火力発電株式会社",
        "勤務先住所": "同上",
        "勤務先電話番号": "03-5550-0003",
    }
    assert {name: page.fact(name) for name in shown} == shown


@pytest.fixture
def completion(client) -> Page:
    return Page(client.post(confirm(client), follow=True))


def test_the_completion_asks_to_keep_id_and_password(completion):
    assert completion.heading() == "登録を受け付けました"
    assert "会員IDとパスワードは、忘れないようにメモなどを残して" in completion.soup.get_text()


def test_the_completion_says_when_to_expect_the_answer_and_to_wait_for_it(completion):
    said = words(completion.soup.find("main"))
    assert f"通常{settings.REVIEW_BUSINESS_DAYS}営業日程度で結果をメールでお知らせします" in said
    assert "承認完了メールを受信すると" in said
    assert "それまではログインできません" in said


@pytest.fixture
def receipt() -> EmailMessage:
    application = factories.application(email_confirmed_at=None).submit()
    return letter_to(application.email, "利用申込を受け付けました")


def test_the_receipt_says_when_to_expect_the_answer_and_to_wait_for_it(receipt):
    promised = f"通常{settings.REVIEW_BUSINESS_DAYS}営業日程度で"
    assert f"{promised}\n結果をメールでお知らせします" in receipt.body
    assert "承認完了メールを受信されるまでは、ログインできません" in receipt.body


def test_the_receipt_comes_from_the_board_with_the_applicants_name(settings):
    settings.SYSTEM_MAIL_FROM = "掲示板 <system@board.example.jp>"
    application = factories.application().submit()
    mail = letter_to(application.email, "利用申込を受け付けました")
    assert mail.from_email == "掲示板 <system@board.example.jp>"
    assert f"{application.full_name} 様" in mail.body


def test_the_approval_comes_from_the_board_with_name_id_and_the_way_in():
    member = factories.member(login_name="Minato2026")
    mail = letter_to(member.email, "利用申込の承認が完了しました")
    assert mail.from_email == settings.SYSTEM_MAIL_FROM
    assert f"お名前　　：{member.full_name}" in mail.body
    assert "会員ID　　：Minato2026" in mail.body
    assert f"{settings.SITE_URL}/login/" in mail.body


def test_the_approval_asks_to_log_out_after_use():
    mail = letter_to(factories.member().email, "利用申込の承認が完了しました")
    assert "ご利用の後は、必ずログアウトをお願いいたします" in mail.body


@pytest.mark.parametrize(
    ("handed_in", "promised"),
    [
        ("2031-11-17 09:00", "2031-11-20"),  # a Monday
        ("2031-11-21 23:59", "2031-11-27"),  # a Friday; Monday is a holiday
        ("2031-11-22 00:00", "2031-11-27"),  # a Saturday
        ("2031-11-18 00:00", "2031-11-21"),  # a Tuesday, and still Monday in Greenwich
    ],
)
def test_a_decision_is_promised_for_the_third_business_day(handed_in, promised, settings):
    settings.REVIEW_BUSINESS_DAYS = 3
    moment = datetime.fromisoformat(handed_in).replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    with time_machine.travel(moment):
        application = factories.application().submit()
    assert Application.objects.get(pk=application.pk).due_on.isoformat() == promised
