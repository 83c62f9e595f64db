"""Confirming, handing in once, and what the applicant is told (manual §2.1 ④–⑥)."""

import pytest
from django.test import Client

from dengen.accounts.membership.login_id import taken_error
from dengen.accounts.models import Application
from dengen.mail.models import Message
from tests import factories
from tests.accounts.applications.form import confirm, send
from tests.keys import mailed_key

pytestmark = pytest.mark.django_db


def test_the_confirmation_shows_every_value_but_the_password(client):
    page = client.get(
        confirm(client, building="ﾐﾅﾄﾋﾞﾙ", email2="b@minato.example.jp")
    ).content.decode()
    for value in [
        "Minato2026",
        "髙橋",
        "タカハシ",
        "b@minato.example.jp",
        "ミナトビル",
        "03-5550-0001",
        "同上",
    ]:
        assert value in page
    assert "denryoku-2026" not in page


def test_a_postal_code_is_shown_as_people_write_it(client):
    assert "〒105-0011" in client.get(confirm(client)).text


def test_going_back_keeps_every_value_but_the_password(client):
    key = confirm(client).split("/")[2]
    page = client.get(f"/apply/?key={key}").content.decode()
    assert 'value="Minato2026"' in page
    assert 'value="港区芝公園１－２－３"' in page
    assert "denryoku-2026" not in page


def test_handing_in_makes_an_application_that_waits(client):
    response = client.post(confirm(client), follow=True)
    application = Application.objects.get()
    assert application.status == "waiting"
    assert application.terms.version == 1
    assert "登録を受け付けました" in response.content.decode()


def test_the_receipt_goes_out_at_once_with_the_name(client):
    client.post(confirm(client))
    mail = Message.objects.get(kind="application_received")
    assert mail.recipients == ["takahashi@minato.example.jp"]
    assert "髙橋 一郎 様" in mail.body
    assert "受け付けました" in mail.subject


def test_the_operator_is_told_of_a_new_application(client):
    client.post(confirm(client))
    client.post(f"/apply/address/{mailed_key('application_received')}/")
    assert "みなと火力発電株式会社" in Message.objects.get(kind="application_arrived").subject


def test_pressing_twice_makes_one_application(client):
    url = confirm(client)
    first, second = client.post(url), client.post(url)
    assert first.url == second.url == "/apply/completion/"
    assert Application.objects.count() == 1


def test_back_to_the_confirmation_and_again_makes_one_application(client):
    url = confirm(client)
    client.post(url)
    assert client.get(url).url == "/apply/completion/"
    assert Application.objects.count() == 1


def test_two_tabs_do_not_mix(client):
    one = confirm(client)
    other = confirm(client, login_name="Other2026", email="other@minato.example.jp")
    assert client.get(one).context["application"].login_name == "Minato2026"
    assert client.get(other).context["application"].login_name == "Other2026"


def test_the_same_in_two_tabs_is_said_to_be_accepted_already(client):
    one, other = confirm(client), confirm(client)
    client.post(one)
    page = client.post(other, follow=True)
    assert page.redirect_chain == [("/apply/completion/", 302)]
    assert "別の画面から、すでに受け付けています" in page.text
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("corrected", "label", "way"),
    [
        ({"building": "みなとビル６Ｆ"}, "建物名", "「登録内容の変更」で変更してください"),
        ({"given_name": "二郎"}, "名", "へ、正しい内容をご連絡ください"),
    ],
)
def test_a_correction_in_a_second_tab_is_said_not_to_be_taken_over(client, corrected, label, way):
    first = confirm(client, building="みなとビル５Ｆ")
    second = confirm(client, **{"building": "みなとビル５Ｆ"} | corrected)
    client.post(first)
    page = client.post(second, follow=True)
    assert page.redirect_chain == [("/apply/completion/", 302)]
    assert f"今回の入力が反映されていません：{label}。" in page.text
    assert way in page.text
    assert Application.objects.get().building == "みなとビル５Ｆ"


def test_the_same_typed_once_more_is_said_to_be_accepted_already(client):
    client.post(confirm(client))
    assert send(client).url == "/apply/completion/"


def test_another_application_with_the_id_of_ones_own_is_told_whose_it_is(client):
    other = confirm(client, email="other@minato.example.jp")
    client.post(confirm(client, login_name="MINATO2026"))
    form = client.post(other).context["form"]
    assert "このブラウザーからすでに受け付けています" in form.errors["login_name"][0]
    assert form["street"].value() == "港区芝公園１－２－３"


def test_another_browser_learns_only_that_the_id_is_taken(client):
    client.post(confirm(client))
    told = send(Client()).context["form"].errors["login_name"]
    assert told == [str(taken_error().message)]


def test_an_id_that_was_taken_meanwhile_is_said_beside_its_field(client):
    url = confirm(client)
    factories.application(login_name="minato2026").submit()
    form = client.post(url).context["form"]
    assert "login_name" in form.errors
    assert form["street"].value() == "港区芝公園１－２－３"


def test_a_lost_session_says_what_to_do(client):
    url = confirm(client)
    response = Client().get(url, follow=True)
    assert "もう一度入力してください" in response.content.decode()


def test_the_completion_page_is_for_whom_something_was_handed_in(client):
    assert client.get("/apply/completion/").url == "/login/"
