"""Small lists that administrators keep: mail domains, and notices on the members' home page."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from dengen.accounts.models import MailDomain, Notice
from dengen.events.models import Event
from tests import factories
from tests.accounts import form as registration
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    return factories.operator("administrator")


@pytest.fixture
def client(administrator):
    return browser_of(administrator)


def settle(client, domain: str, treatment: str = "refused"):
    return client.post("/console/mail-domains/", {"domain": domain, "treatment": treatment})


def is_refused(address: str) -> bool:
    from dengen.accounts.models.mail_domain import treatment_of

    return treatment_of(address) == "refused"


def test_a_domain_that_the_operator_refuses_is_refused_at_the_registration(client):
    settle(client, "ＭＩＮＡＴＯ.example.jp")
    errors = (
        registration.send(Client(), email="takahashi@sub.minato.example.jp").context["form"].errors
    )
    assert "フリーメール" in str(errors["email"])


def test_the_longer_domain_counts_and_the_operators_word_before_the_bundled_list(client):
    settle(client, "gmail.com", "allowed")
    settle(client, "example.jp")
    settle(client, "minato.example.jp", "allowed")
    assert not is_refused("taro@gmail.com")
    assert is_refused("taro@other.example.jp")
    assert not is_refused("taro@minato.example.jp")


def test_a_removed_one_leaves_it_to_the_bundled_list_again(client):
    settle(client, "gmail.com", "allowed")
    client.post(f"/console/mail-domains/{MailDomain.objects.get().pk}/removal/", {"confirmed": "1"})
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


def test_it_is_changed_and_a_stale_page_does_not_overwrite_it(client):
    write(client, publish="1")
    address = f"/console/notices/{Notice.objects.get().pk}/"
    write(client, address, title="新しい件名", publish="1")
    stale = write(client, address, title="古い画面から", publish="1").content.decode()
    assert "他の職員がこのお知らせを変更しました" in stale
    assert Notice.objects.get().title == "新しい件名"


def test_it_is_taken_down_however_often_the_button_is_pressed(client):
    write(client, publish="1")
    address = f"/console/notices/{Notice.objects.get().pk}/removal/"
    client.post(address, {"confirmed": "1"})
    assert client.post(address, {"confirmed": "1"}).status_code == 404
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
