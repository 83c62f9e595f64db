"""A mail to several addresses: each is a delivery of its own, with a state and tries of its own."""

from datetime import timedelta

import pytest

from dengen import clock
from dengen.events.models import Event
from dengen.mail import delivery
from dengen.mail.models import Delivery, Message
from dengen.mail.secret import Secret, seal_secrets
from tests.conftest import browser_of
from tests.faults.conftest import talk_to
from tests.outbox import deliveries_of, pauses_are_over
from tests.races import at_once

__all__ = ["talk_to"]

pytestmark = pytest.mark.django_db
FIRST, SECOND = "first@example.jp", "second@example.jp"


def a_mail(**changes) -> Message:
    values = {"kind": "test", "sender": "board@example.jp", "subject": "件名", "body": "本文です。"}
    return Message.objects.create(**(values | {"recipients": [FIRST, SECOND]} | changes))


@pytest.fixture
def refuse(postbox, talk_to):
    """Lets the mail server say that to every mail for one address, and take the others."""

    def begin(address: str, answer: str) -> None:
        async def handle_rcpt(server, session, envelope, rcpt, options) -> str:
            if rcpt == address:
                return answer
            envelope.rcpt_tos.append(rcpt)
            return "250 OK"

        postbox.handle_RCPT = handle_rcpt
        talk_to(postbox, timeout=5)

    return begin


def states(mail: Message) -> dict[str, str]:
    return dict(mail.deliveries.values_list("address", "state"))


def test_each_address_gets_a_copy_with_the_same_message_id(postbox, talk_to):
    talk_to(postbox, timeout=5)
    mail = a_mail()
    assert delivery.send_due() == 2
    assert [one["Message-ID"] for one in postbox.mails] == [mail.message_id] * 2
    assert {one["To"] for one in postbox.mails} == {f"{FIRST}, {SECOND}"}
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_a_refused_second_address_is_not_sent_and_the_first_is_not_sent_again(postbox, refuse):
    refuse(SECOND, "550 no such person")
    mail = a_mail()
    assert delivery.send_due() == 1
    assert states(mail) == {FIRST: "sent", SECOND: "failed"}
    mail.refresh_from_db()
    assert mail.state == "failed"
    assert delivery.send_due() == 0
    assert len(postbox.mails) == 1


def test_one_that_is_refused_for_now_goes_out_later_to_that_address_alone(postbox, refuse):
    refuse(SECOND, "451 later")
    mail = a_mail()
    assert delivery.send_due() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == ("waiting", None)
    refuse("nobody@example.jp", "550")
    pauses_are_over()
    assert delivery.send_due() == 1
    mail.refresh_from_db()
    assert mail.state == "sent"
    assert [one["Message-ID"] for one in postbox.mails] == [mail.message_id] * 2


def test_a_confidential_text_stays_until_every_address_has_it(settings, refuse):
    settings.KEEP_CONFIDENTIAL_MAILS = False
    refuse(SECOND, "451 later")
    key = Secret("秘密")
    sealed = seal_secrets([key])
    mail = a_mail(body=f"鍵：{key}", secrets=sealed, is_confidential=True)
    delivery.send_due()
    mail.refresh_from_db()
    assert mail.secrets
    refuse("nobody@example.jp", "550")
    pauses_are_over()
    delivery.send_due()
    mail.refresh_from_db()
    assert not mail.secrets


def test_the_console_shows_what_became_of_each_address(refuse, reviewer):
    refuse(SECOND, "550 5.1.1 user unknown")
    mail = a_mail()
    delivery.send_due()
    browser = browser_of(reviewer)
    page = browser.get(f"/console/mails/{mail.pk}/").text
    first, second = page.split(f'aria-label="{SECOND}"')
    assert "送信済み" in first
    assert "送信できませんでした" not in first
    assert "送信できませんでした" in second
    assert "user unknown" in second
    row = browser.get("/console/mails/").text
    assert f'{SECOND} <span class="tag tag--failed">送信できませんでした' in row


def test_trying_again_concerns_the_address_that_is_named(postbox, refuse, reviewer):
    refuse(SECOND, "550 no such person")
    mail = a_mail(recipients=[FIRST, SECOND, "third@example.jp"])
    for one in deliveries_of(mail):
        one.mark_refused("550", for_good=True)
    browser_of(reviewer).post(f"/console/mails/{mail.pk}/retry/", {"address": SECOND})
    assert states(mail) == {FIRST: "failed", SECOND: "waiting", "third@example.jp": "failed"}
    assert Event.objects.filter(name="mail.retried").count() == 1


def test_sending_once_more_concerns_the_address_that_is_named(refuse, reviewer):
    refuse(SECOND, "550 no such person")
    mail = a_mail(recipients=[FIRST, SECOND, "third@example.jp"])
    delivery.send_due()
    browser = browser_of(reviewer)
    browser.post(f"/console/mails/{mail.pk}/resending/", {"address": FIRST})
    assert Message.objects.exclude(pk=mail.pk).get().recipients == [FIRST]
    answer = browser.post(f"/console/mails/{mail.pk}/resending/", {"address": SECOND}, follow=True)
    assert "このメールは再送できません。" in answer.text


def test_an_address_that_stands_twice_is_one_delivery():
    assert len(deliveries_of(a_mail(recipients=[FIRST, FIRST]))) == 1


def test_who_holds_the_lease_is_alone():
    mail = a_mail(recipients=[FIRST])
    deliveries_of(mail)
    one, other = Delivery.objects.due().get(), Delivery.objects.due().get()
    assert one.lease()
    assert not other.lease()
    assert Delivery.objects.get().tries == 1


@pytest.mark.parametrize("seconds", [0.001, 30])
def test_a_worker_whose_clock_is_a_little_behind_respects_the_lease(seconds):
    mail = a_mail(recipients=[FIRST])
    deliveries_of(mail)
    other = Delivery.objects.get()
    now = clock.now() + timedelta(minutes=1)
    with clock.at(now):
        assert Delivery.objects.get().lease()
    with clock.at(now - timedelta(seconds=seconds)):
        assert not other.lease()


@pytest.mark.django_db(transaction=True)
def test_one_of_two_workers_at_once_leases_a_delivery():
    (row,) = deliveries_of(a_mail(recipients=[FIRST]))
    outcomes = at_once(2, lambda _worker: Delivery.objects.get(pk=row.pk).lease())
    assert sorted(outcomes, key=str) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_begin_each_delivery_once():
    mail = a_mail()
    all_of_them = Message.objects.all()
    at_once(2, lambda _worker: Delivery.objects.begin(all_of_them, 10))
    assert states(mail) == {FIRST: "waiting", SECOND: "waiting"}


@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_two_copies_are_settled_at_once_is_sent():
    for _time in range(5):
        mail = a_mail()
        copies = list(deliveries_of(mail))
        assert at_once(2, lambda number, copies=copies: copies[number].mark_sent()) == [None, None]
        assert Message.objects.get(pk=mail.pk).state == "sent"


def test_a_worker_whose_lease_has_ended_undoes_nothing(settings):
    (slow,) = deliveries_of(a_mail(recipients=[FIRST]))
    slow.lease()
    Delivery.objects.update(leased_until=slow.message.created_at)
    fast = Delivery.objects.select_related("message").get()
    fast.lease()
    fast.mark_sent()
    slow.mark_refused("timed out")
    assert Delivery.objects.get().state == "sent"
    assert Message.objects.get().state == "sent"


def test_a_mail_of_the_version_before_stands_as_it_stood_and_can_be_tried_again(reviewer):
    mail = a_mail(state="failed", tries=9, last_error="550 user unknown")
    browser = browser_of(reviewer)
    page = browser.get(f"/console/mails/{mail.pk}/").text
    assert "550 user unknown" in page
    browser.post(f"/console/mails/{mail.pk}/retry/", {"address": SECOND})
    assert states(mail) == {FIRST: "failed", SECOND: "waiting"}
