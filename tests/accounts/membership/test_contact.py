"""Changing how one is reached; a new mail address counts once confirmed from it (manual §5.2)."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from dengen import clock
from dengen.accounts.keys import MAIL_ADDRESS
from dengen.accounts.models import Account, MailAddressChange
from dengen.events.models import Event
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db
NEW = "shinjin@minato.example.jp"


@pytest.fixture
def member(db):
    return factories.member(email="takahashi@minato.example.jp")


@pytest.fixture
def client(member):
    return browser_of(member)


def change(client, **changes: str):
    form = client.get("/account/contact/").context["form"]
    values = {field.name: field.value() or "" for field in form}
    values["old_password"] = factories.PASSWORD
    return client.post("/account/contact/", values | changes)


def link(kind: str = "mail_address_confirmation") -> str:
    body = Message.objects.filter(kind=kind).latest("pk").whole_body
    return re.search(r"/account/mail-address/\S+", body)[0]


def test_a_phone_number_changes_at_once_and_is_confirmed_by_mail(client, member):
    assert change(client, phone="０３－９９９９－０００１").url == "/account/"
    member.refresh_from_db()
    assert member.phone == "03-9999-0001"
    assert Event.objects.get(name="contact.changed").particulars == {"fields": ["phone"]}
    assert Message.objects.get(kind="contact_changed").recipients == [member.email]


def test_the_trail_holds_which_fields_and_not_what_they_hold(client):
    change(client, street="千代田区丸の内９－９－９")
    assert "丸の内" not in str(Event.objects.get(name="contact.changed").particulars)


def test_a_new_street_without_a_number_is_hinted_at(client):
    change(client, street="千代田区丸の内")
    assert "番地の数字がありません" in client.get("/account/").content.decode()


def test_a_contact_sent_unchanged_is_said_so_and_not_recorded(client):
    change(client)
    assert "変更はありませんでした" in client.get("/account/").content.decode()
    assert not Event.objects.filter(name="contact.changed").exists()


def test_a_new_mail_address_counts_only_once_confirmed(client, member):
    change(client, email=NEW)
    member.refresh_from_db()
    assert member.email == "takahashi@minato.example.jp"
    client.post(link())
    member.refresh_from_db()
    assert member.email == NEW
    assert not MailAddressChange.objects.exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "メールアドレスを変更するには、現在のパスワードを入力してください。"),
        ("wrong-1234", "現在のパスワードが正しくありません。"),
    ],
)
def test_a_new_mail_address_takes_the_password(client, given, told):
    form = change(client, email=NEW, phone="03-9999-0001", old_password=given).context["form"]
    assert form.errors == {"old_password": [told]}
    assert form["phone"].value() == "03-9999-0001"
    assert not MailAddressChange.objects.exists()


def test_a_wrong_password_here_counts_as_one_at_the_login(client, member):
    for _ in range(settings.LOGIN_TRIES):
        change(client, email=NEW, old_password="wrong-1234")
    assert "現在使用できません" in change(client, email=NEW).text
    assert client.get("/account/contact/").status_code == 200


def test_a_change_of_anything_but_addresses_takes_no_password(client, member):
    assert change(client, phone="03-9999-0001", old_password="").url == "/account/"


def test_the_old_address_is_told_when_it_is_asked_for_and_when_it_happened(client):
    change(client, email=NEW)
    asked = Message.objects.get(kind="mail_address_requested")
    assert asked.recipients == ["takahashi@minato.example.jp"]
    client.post(link())
    assert Message.objects.get(kind="mail_address_left").recipients == asked.recipients
    assert Message.objects.get(kind="mail_address_changed").recipients == [NEW]


def words_of(client, kinds: tuple[str, ...]) -> str:
    mails = [Message.objects.get(kind=kind) for kind in kinds]
    texts = [mail.subject + mail.whole_body for mail in mails]
    return "".join([*texts, client.get(link()).text, client.post(link(), follow=True).text])


@pytest.mark.parametrize(
    ("field", "named", "is_other"),
    [("email", "変更", "登録しました"), ("email2", "登録", "変更しました")],
)
def test_a_first_second_address_is_registered_and_another_one_changed(
    client, field, named, is_other
):
    change(client, **{field: NEW})
    words = words_of(client, ("mail_address_requested", "mail_address_confirmation"))
    done = Message.objects.get(kind="mail_address_changed")
    assert f"メールアドレスの{named}を受け付けました" in words
    assert f"このアドレス{'に' if named == '変更' else 'を'}{named}する" in words
    assert f"メールアドレスを{named}しました" in words
    assert f"メールアドレスを{named}しました" in done.subject
    assert is_other not in done.subject + done.body


def test_the_mail_about_a_new_address_says_what_to_do_if_it_was_somebody_else(client):
    change(client, email2=NEW)
    client.post(link())
    body = Message.objects.get(kind="mail_address_changed").body
    assert "ご自身の操作に心当たりがない場合は" in body


def test_what_was_changed_beside_an_address_is_said_too(client):
    change(client, email2=NEW, phone="03-9999-0001")
    page = client.get("/account/").text
    assert "確認のメールを送りました" in page
    assert "他の項目は変更しました" in page


def test_a_confirmation_that_is_sent_again_says_that_the_link_before_it_is_void(client):
    change(client, email=NEW)
    client.post("/account/mail-address-delivery/", {"field": "email"})
    mails = Message.objects.filter(kind="mail_address_confirmation").order_by("pk")
    told = ["前にお送りしたメールのリンクは使えなくなりました" in mail.body for mail in mails]
    assert told == [False, True]


def test_the_form_names_the_handover_for_another_person(client):
    page = client.get("/account/contact/").text
    assert 'href="/account/handover/"' in page


def test_opening_the_link_to_a_mail_address_changes_nothing(client, member):
    change(client, email=NEW)
    assert "このアドレスに変更する" in client.get(link()).content.decode()
    assert Account.objects.get(pk=member.pk).email != NEW


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_is_logged_in_with_another_id_is_told_so_and_what_to_do(client, member, method):
    change(client, email=NEW)
    page = getattr(browser_of(factories.member()), method)(link())
    assert page.status_code == 403
    assert "別の会員IDでログインしています" in page.text
    assert "いったんログアウトし" in page.text
    assert NEW not in page.text
    assert Account.objects.get(pk=member.pk).email != NEW


def test_a_link_that_was_used_says_so(client):
    change(client, email=NEW)
    mailed = link()
    client.post(mailed)
    for page in (client.get(mailed), client.post(mailed)):
        assert "確認が済んでいます" in page.text


def test_a_made_up_link_is_not_found(client):
    assert client.get("/account/mail-address/nothing/").status_code == 404


@pytest.mark.parametrize(("minutes", "counts"), [(-1, True), (0, False)])
def test_the_link_is_good_for_as_many_hours_as_are_set(client, member, minutes, counts):
    change(client, email=NEW)
    late = timedelta(hours=settings.ADDRESS_CONFIRMATION_HOURS, minutes=minutes)
    with clock.at(clock.now() + late):
        client.post(link())
    assert (Account.objects.get(pk=member.pk).email == NEW) is counts


def test_the_newest_link_to_a_mail_address_counts(client, member):
    change(client, email="first@minato.example.jp")
    first = link()
    change(client, email=NEW)
    assert "無効" in client.get(first).text
    client.post(first)
    assert Account.objects.get(pk=member.pk).email != NEW
    client.post(link())
    assert Account.objects.get(pk=member.pk).email == NEW


def test_a_requested_mail_address_can_be_dropped(client):
    change(client, email=NEW)
    assert NEW in client.get("/account/").content.decode()
    client.post("/account/mail-address-cancellation/")
    assert NEW not in client.get("/account/").content.decode()


def test_a_second_address_is_confirmed_too_and_removed_at_once(client, member):
    change(client, email2=NEW)
    client.post(link())
    member.refresh_from_db()
    assert member.email2 == NEW
    change(client, email2="")
    member.refresh_from_db()
    assert member.email2 == ""


@pytest.mark.parametrize(
    ("address", "refusal"),
    [("taro@gmail.com", "フリーメール"), ("not an address", "メールアドレス")],
)
def test_an_address_that_cannot_be_used_is_refused_beside_its_field(client, address, refusal):
    response = change(client, email=address, phone="03-1111-2222")
    assert refusal in str(response.context["form"].errors["email"])
    assert response.context["form"]["phone"].value() == "03-1111-2222"


def test_an_address_taken_before_the_confirmation_is_refused_then(client, member):
    change(client, email=NEW)
    factories.member(email=NEW)
    page = client.post(link(), follow=True).content.decode()
    assert "他の会員が使っている" in page
    assert Account.objects.get(pk=member.pk).email == "takahashi@minato.example.jp"


def test_without_scripts_the_address_is_looked_up_and_nothing_typed_is_lost(client):
    response = change(client, postal_code="1000004", phone="03-7777-8888", look_up="1")
    form = response.context["form"]
    assert form["phone"].value() == "03-7777-8888"
    assert "大手町" in form["street"].value()


def test_the_end_of_the_id_forgets_what_was_asked_for(client, member, reviewer):
    change(client, email=NEW)
    member.retire(by=reviewer, reason=factories.REASON)
    assert not MailAddressChange.objects.exists()


TAKEN = "taken@other.example.jp"


@pytest.fixture(params=["email", "email2"])
def taken(request, member):
    """Somebody else has the address; the field in which the member types it."""
    factories.member(email=TAKEN)
    return request.param


def shown(client) -> str:
    """What the account page says of the addresses, without what differs each time."""
    found = re.search("<strong>メールアドレス.*?</form>", client.get("/account/").text, re.DOTALL)
    return re.sub(r'value="[^"]{20,}"', "", found[0])


def test_whether_others_have_an_address_is_not_told_on_screen(client, taken):
    free = browser_of(factories.member())
    told = [change(one, **{taken: address}) for one, address in ((client, TAKEN), (free, NEW))]
    assert [one.url for one in told] == ["/account/", "/account/"]
    assert shown(client).replace(TAKEN, NEW) == shown(free)
    assert "未確認" in shown(client)


def test_whoever_reads_its_mails_is_told_and_gets_no_link(client, taken):
    change(client, **{taken: TAKEN})
    mail = letter_to(TAKEN, "このメールアドレスへの変更について")
    assert "使われているため、変更されません" in mail.body
    assert "/account/mail-address/" not in mail.body
    assert letters_to(TAKEN, "確認をお願いします") == []


def test_an_address_that_somebody_has_applied_with_gets_no_link_either(client):
    factories.application(email=TAKEN).submit()
    change(client, email=TAKEN)
    assert letters_to(TAKEN, "確認をお願いします") == []


def test_the_link_of_an_earlier_request_does_not_confirm_an_address_of_others(client, member):
    change(client, email=NEW)
    mailed = link()
    factories.member(email=TAKEN)
    change(client, email=TAKEN)
    client.post(mailed)
    assert Account.objects.get(pk=member.pk).email == "takahashi@minato.example.jp"


@pytest.mark.parametrize("page", ["/account/", "/account/contact/"])
def test_what_waits_is_shown_as_unconfirmed_with_a_button_that_sends_it_again(client, page):
    change(client, email2=NEW)
    assert "未確認" in client.get(page).text
    first = link()
    told = client.post("/account/mail-address-delivery/", {"field": "email2"}, follow=True)
    assert "確認のメールを再送しました" in told.text
    assert "無効" in client.get(first).text
    client.post(link())
    assert "未確認" not in client.get(page).text


def test_the_link_to_a_mail_address_is_sent_again_so_often_and_no_more(client, settings):
    settings.MAILS_TO_STRANGERS = 2
    change(client, email2=NEW)
    for _press in range(2):
        page = client.post("/account/mail-address-delivery/", {"field": "email2"}, follow=True)
    assert "まで新しいメールは送れません" in page.text
    assert len(letters_to(NEW)) == 2


def test_after_its_time_it_can_be_sent_again(client, member):
    change(client, email2=NEW)
    with clock.at(clock.now() + timedelta(hours=settings.ADDRESS_CONFIRMATION_HOURS + 1)):
        assert "確認の期限が過ぎた" in client.get("/account/").text
        client.post("/account/mail-address-delivery/", {"field": "email2"})
        client.post(link())
    assert Account.objects.get(pk=member.pk).email2 == NEW


def test_where_nothing_waits_nothing_is_sent(client):
    page = client.post("/account/mail-address-delivery/", {"field": "email"}, follow=True)
    assert "確認を待っているメールアドレスはありません" in page.text


def test_nothing_else_is_sent_to_an_unconfirmed_address(client):
    change(client, email2=NEW)
    change(client, phone="03-9999-0001")
    assert len(letters_to(NEW)) == 1


@pytest.mark.parametrize("page", ["/apply/", "/account/contact/"])
def test_browsers_are_told_which_of_the_readers_own_data_a_field_takes(member, page):
    browser = Client() if page == "/apply/" else browser_of(member)
    form = browser.get(page).context["form"]
    told = {name: field.widget.attrs.get("autocomplete") for name, field in form.fields.items()}
    assert {
        "email": "email",
        "email2": "email",
        "postal_code": "postal-code",
        "prefecture": "address-level1",
        "street": "address-line1",
        "building": "address-line2",
        "phone": "tel",
        "fax": "fax tel",
        "mobile": "mobile tel",
        "work_phone": "work tel",
    }.items() <= told.items()


def test_nobody_changes_how_another_is_reached(member, buyer):
    with pytest.raises(PermissionDenied):
        member.change_contact({"phone": "03-9999-0001"}, by=buyer)
    assert not Event.objects.filter(name="contact.changed").exists()


def test_nobody_drops_anothers_new_address(client, member, buyer):
    change(client, email=NEW)
    with pytest.raises(PermissionDenied):
        member.drop_mail_address_change(by=buyer)
    assert MailAddressChange.objects.exists()


def test_nobody_has_anothers_confirmation_sent_again(client, member, buyer):
    change(client, email=NEW)
    with pytest.raises(PermissionDenied):
        member.send_confirmation_again("email", by=buyer)
    assert Message.objects.filter(kind="mail_address_confirmation").count() == 1


def test_nobody_confirms_anothers_new_address(client, member, buyer):
    change(client, email=NEW)
    waiting = MailAddressChange.objects.get()
    with pytest.raises(PermissionDenied):
        waiting.confirm(by=buyer, key=MAIL_ADDRESS.open_for(f"{member.pk}:email"))


def test_an_address_that_is_anothers_second_by_now_is_not_confirmed(client, member):
    change(client, email=NEW)
    factories.member(email2=NEW)
    assert "他の会員が使っている" in client.post(link(), follow=True).text
    member.refresh_from_db()
    assert member.email != NEW


def test_the_same_address_is_not_asked_for_twice(client):
    for _press in range(2):
        change(client, email=NEW)
    assert Message.objects.filter(kind="mail_address_confirmation").count() == 1
