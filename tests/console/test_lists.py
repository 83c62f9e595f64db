"""Small lists that administrators keep: mail domains, and notices on the members' home page."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from dengen.accounts.membership.account.contact import CONTACT_FIELDS
from dengen.accounts.models import MailDomain, Notice
from dengen.events.models import Event
from dengen.events.steps import Overtaken
from dengen.japan.business_days import today
from tests import factories
from tests.accounts.applications import form as registration
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    return factories.operator("administrator")


@pytest.fixture
def client(administrator):
    return browser_of(administrator)


def settle(client, domain: str, treatment: str = "refused"):
    values = {"domain": domain, "treatment": treatment, "confirmed": "1"}
    return client.post("/console/mail-domains/", values)


def question(client, domain: str) -> str:
    values = {"domain": domain, "treatment": "refused"}
    return client.post("/console/mail-domains/", values).content.decode()


def is_refused(address: str) -> bool:
    from dengen.accounts.membership.mail_domain import treatment_of

    return treatment_of(address) == "refused"


def test_a_domain_that_the_operator_refuses_is_refused_at_the_registration(client):
    settle(client, "ＭＩＮＡＴＯ.example.jp")
    errors = (
        registration.send(Client(), email="takahashi@sub.minato.example.jp").context["form"].errors
    )
    assert "sub.minato.example.jp のメールアドレスは、この掲示板では使えません" in str(
        errors["email"]
    )


def test_an_invitation_to_a_refused_domain_is_told_so_and_not_of_free_mail(client):
    settle(client, "partner.example.net")
    values = {"name": "山口 由美", "email": "yumi@partner.example.net"}
    values |= {"login_name": "yamaguchi01", "role": "reviewer"}
    page = client.post("/console/invitations/new/", values).content.decode()
    assert "partner.example.net のメールアドレスは、この掲示板では使えません" in page
    assert "携帯電話会社" not in page


def test_a_member_with_an_address_of_a_refused_domain_still_changes_the_phone(client):
    member = factories.member()
    settle(client, member.email.rpartition("@")[2])
    values = {name: getattr(member, name) for name in CONTACT_FIELDS} | {"phone": "03-9999-0000"}
    browser_of(member).post("/account/contact/", values)
    member.refresh_from_db()
    assert member.phone == "03-9999-0000"


def test_a_member_does_not_move_to_an_address_of_a_refused_domain(client):
    member = factories.member()
    settle(client, "partner.example.net")
    values = {name: getattr(member, name) for name in CONTACT_FIELDS}
    values |= {"email": "a@partner.example.net", "old_password": factories.PASSWORD}
    page = browser_of(member).post("/account/contact/", values)
    assert page.context["form"].errors["email"]


@pytest.mark.parametrize("treatment", ["refused", "flagged", "allowed"])
@pytest.mark.parametrize("domain", ["co.jp", "ＮＥ．ＪＰ", "tokyo.jp", "co.uk"])
def test_what_many_businesses_share_is_no_domain_to_settle(client, domain, treatment):
    errors = settle(client, domain, treatment).context["form"].errors
    assert "共通の区分" in str(errors["domain"])
    assert not MailDomain.objects.exists()


@pytest.mark.parametrize("domain", ["board.example.org", "example.org", "no-reply.example.net"])
def test_the_operators_own_domain_cannot_be_refused(client, settings, domain):
    settings.OPERATOR_MAIL_FROM = "情報掲示板 管理者 <office@board.example.org>"
    settings.SYSTEM_MAIL_FROM = "発電設備等の情報掲示板 <board@no-reply.example.net>"
    errors = settle(client, domain).context["form"].errors
    assert "運営で使っているドメイン" in str(errors["domain"])
    assert settle(client, domain, "allowed").status_code == 302


def test_before_a_domain_is_settled_one_reads_how_many_it_would_meet(client):
    factories.member(email="a@minato.example.jp", email2="b@power.example.com")
    factories.member(email="e@MINATO.example.jp")
    factories.application(email="c@sub.minato.example.jp").submit()
    factories.member(email="d@other.minato.example.jp")
    settle(client, "other.minato.example.jp", "allowed")
    page = question(client, "minato.example.jp")
    assert "会員2名、職員0名、承認を待つ申込1件" in page
    assert not MailDomain.objects.filter(domain="minato.example.jp").exists()


def test_members_who_have_left_are_not_counted_among_whom_a_domain_meets(client):
    member = factories.member(email="a@minato.example.jp")
    member.request_retirement()
    member.retire(by=factories.operator())
    page = question(client, "minato.example.jp")
    assert "会員0名、職員0名、承認を待つ申込0件" in page


def test_the_longer_domain_counts_and_the_operators_word_before_the_bundled_list(client):
    settle(client, "gmail.com", "allowed")
    settle(client, "example.net")
    settle(client, "minato.example.net", "allowed")
    assert not is_refused("taro@gmail.com")
    assert is_refused("taro@other.example.net")
    assert not is_refused("taro@minato.example.net")


def test_a_removed_one_leaves_it_to_the_bundled_list_again(client):
    settle(client, "gmail.com", "allowed")
    address = f"/console/mail-domains/{MailDomain.objects.get().pk}/removal/"
    client.post(address, {"confirmed": "1", "revision": "1"})
    assert is_refused("taro@gmail.com")


def test_settled_again_it_is_changed_and_recorded(client):
    settle(client, "minato.example.jp")
    settle(client, "@minato.example.jp", "flagged")
    assert MailDomain.objects.get().treatment == "flagged"
    assert Event.objects.filter(name="mail_domain.changed").count() == 2


@pytest.mark.parametrize("domain", ["", "minato", "a b.jp", "-x.jp", "例え", "jp", "x..jp"])
def test_what_is_no_domain_is_refused_beside_its_field(client, domain):
    assert settle(client, domain).context["form"].errors["domain"]
    assert not MailDomain.objects.exists()


def test_a_domain_in_japanese_is_kept_as_mail_servers_know_it(client):
    settle(client, "例え.jp")
    assert MailDomain.objects.get().domain == "xn--r8jz45g.jp"


def write(client, address: str = "/console/notices/new/", **changes: str):
    values = {
        "title": "年末年始の審査について",
        "text": "12月29日から1月3日までは審査を行いません。\nお早めに申請してください。",
        "start_on": "2026-12-01",
        "end_on": "2027-01-03",
        "revision": "1",
    }
    return client.post(address, values | changes)


def test_a_notice_is_looked_at_before_it_is_put_up(client):
    page = write(client).content.decode()
    assert "次のように表示されます" in page
    assert not Notice.objects.exists()
    write(client, publish="1")
    assert Notice.objects.get().title == "年末年始の審査について"


@pytest.mark.parametrize(
    ("moment", "is_shown"),
    [
        (datetime(2026, 11, 30, 14, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 15, 0, tzinfo=UTC), True),
        (datetime(2027, 1, 3, 14, 59, tzinfo=UTC), True),
        (datetime(2027, 1, 3, 15, 0, tzinfo=UTC), False),
    ],
)
def test_members_see_it_from_its_first_day_to_its_last_in_tokyo(client, seller, moment, is_shown):
    write(client, publish="1")
    with time_machine.travel(moment):
        page = browser_of(seller).get("/").content.decode()
    assert ("年末年始の審査について" in page) is is_shown


def test_a_notice_is_changed_and_a_stale_page_does_not_overwrite_it(client):
    write(client, publish="1")
    address = f"/console/notices/{Notice.objects.get().pk}/"
    write(client, address, title="新しい件名", publish="1")
    stale = write(client, address, title="古い画面から", publish="1")
    assert stale.status_code == 409
    assert Notice.objects.get().title == "新しい件名"


def test_whoever_changed_a_notice_second_sees_both_texts_and_who_was_faster(client, administrator):
    write(client, publish="1")
    address = f"/console/notices/{Notice.objects.get().pk}/"
    write(client, address, title="新しい件名", publish="1")
    stale = write(client, address, title="古い画面から", publish="1")
    assert stale.text.count(f"{administrator.full_name}さんが変更しました") == 1
    assert "新しい件名" in stale.text
    assert stale.context["form"]["title"].value() == "古い画面から"
    write(client, address, title="古い画面から", publish="1", revision=stale.context["revision"])
    assert Notice.objects.get().title == "古い画面から"


def test_what_was_typed_for_a_notice_that_was_taken_down_is_shown(client, administrator):
    write(client, publish="1")
    notice = Notice.objects.get()
    address = f"/console/notices/{notice.pk}/"
    notice.take_down(by=administrator, read=notice.revision)
    page = write(client, address, text="書き直した本文", publish="1")
    assert page.status_code == 409
    assert f"{administrator.full_name}さんが削除しました" in page.text
    assert "書き直した本文" in page.text


def test_a_notice_is_taken_down_however_often_the_button_is_pressed(client):
    write(client, publish="1")
    address = f"/console/notices/{Notice.objects.get().pk}/removal/"
    client.post(address, {"confirmed": "1", "revision": "1"})
    assert "削除しました" in client.post(address, {"confirmed": "1", "revision": "1"}).text
    assert Event.objects.filter(name="notice.removed").count() == 1


def test_an_end_before_the_start_is_refused_and_nothing_typed_is_lost(client):
    form = write(client, end_on="2026-11-30", publish="1").context["form"]
    assert form.errors["end_on"]
    assert form["title"].value() == "年末年始の審査について"


def test_what_is_typed_is_shown_as_text(client, seller, administrator):
    Notice(title="<b>", text="<script>x</script>", start_on=date(2020, 1, 1)).publish(
        by=administrator
    )
    assert "<script>x" not in browser_of(seller).get("/").content.decode()


def test_a_domain_is_treated_in_one_of_the_three_ways(administrator):
    with pytest.raises(ValidationError, match="扱いを選んで"):
        MailDomain.settle(by=administrator, domain="minato.example.jp", treatment="ignored")


def test_a_notice_that_a_colleague_took_down_is_not_taken_down_again(administrator):
    notice = Notice(title="休止", text="休止します。", start_on=today()).publish(by=administrator)
    other = Notice.objects.get(pk=notice.pk)
    notice.take_down(by=administrator, read=1)
    other.take_down(by=administrator, read=1)
    assert Event.objects.filter(name="notice.removed").count() == 1


def test_a_notice_that_a_colleague_took_down_is_not_changed(administrator):
    notice = Notice(title="休止", text="休止します。", start_on=today()).publish(by=administrator)
    other = Notice.objects.get(pk=notice.pk)
    notice.take_down(by=administrator, read=1)
    with pytest.raises(Overtaken, match="すでに削除されている"):
        other.publish(by=administrator, read=1)
