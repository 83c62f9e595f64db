"""Nobody takes away what a colleague has changed since the question was asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup

from dengen.accounts.models import MailDomain, Notice, Terms, TermsDraft
from dengen.japan.business_days import today
from dengen.listings.models import ReasonPreset
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db


@dataclass
class Thing:
    """What is taken away at that address; `change` is what a colleague does to it."""

    address: str
    change: Callable[[], Any]
    is_there: Callable[[], bool]
    changed: str  # what is said of it then


def a_notice(by, colleague) -> Thing:
    notice = Notice(title="休止", text="停止します。", start_on=today()).publish(by=by)

    def change() -> None:
        other = Notice.objects.get()
        other.text = "延期します。"
        other.publish(by=colleague, read=other.revision)

    address = f"/console/notices/{notice.pk}/removal/"
    return Thing(address, change, Notice.objects.exists, colleague.full_name)


def a_mail_domain(by, colleague) -> Thing:
    domain = MailDomain.settle(by=by, domain="example.net", treatment="refused")

    def change() -> None:
        MailDomain.settle(by=colleague, domain="example.net", treatment="allowed")

    address = f"/console/mail-domains/{domain.pk}/removal/"
    return Thing(address, change, MailDomain.objects.exists, colleague.full_name)


def a_preset(by, colleague) -> Thing:
    preset = ReasonPreset(queue="listing", label="第1", text="文面1").keep(by=by)

    def change() -> None:
        other = ReasonPreset.objects.get(pk=preset.pk)
        other.text = "別の文面"
        other.keep(by=colleague, read=other.revision)

    address = f"/console/presets/{preset.pk}/deletion/"
    is_there = ReasonPreset.objects.filter(pk=preset.pk).exists
    return Thing(address, change, is_there, colleague.full_name)


def announced_terms(by, colleague) -> Thing:
    terms = factories.new_terms(5, by=by)

    def change() -> None:
        draft = TermsDraft.get()
        draft.write("第1条　次の次", by=colleague, revision=draft.revision)

    address = f"/console/terms/{terms.version}/withdrawal/"
    return Thing(
        address, change, lambda: Terms.objects.announced() is not None, "下書きに戻りません"
    )


def sent_by(page: Any) -> dict[str, str]:
    """What the button of the question sends."""
    form = BeautifulSoup(page.text, "html.parser").find("main").find("form", method="post")
    hidden = form.find_all("input", type="hidden")
    return {one["name"]: one["value"] for one in hidden} | {"confirmed": "1"}


@pytest.fixture
def administrators(db):
    return factories.operator("administrator"), factories.operator("administrator")


@pytest.fixture(params=[a_notice, a_mail_domain, a_preset, announced_terms])
def thing(request, administrators):
    return request.param(*administrators)


@pytest.fixture
def reviewer_client(administrators):
    return browser_of(administrators[0])


def test_what_a_colleague_changed_meanwhile_is_asked_about_again(thing, reviewer_client):
    question = reviewer_client.post(thing.address)
    thing.change()
    again = reviewer_client.post(thing.address, sent_by(question))
    assert again.status_code == 409
    assert "まだ反映していません" in again.text
    assert thing.changed in again.text
    assert thing.is_there()


def test_having_seen_the_change_one_may_take_it_away(thing, reviewer_client):
    question = reviewer_client.post(thing.address)
    thing.change()
    again = reviewer_client.post(thing.address, sent_by(question))
    assert reviewer_client.post(thing.address, sent_by(again)).status_code == 302
    assert not thing.is_there()


def test_what_nobody_changed_is_taken_away(thing, reviewer_client):
    assert (
        reviewer_client.post(
            thing.address, sent_by(reviewer_client.post(thing.address))
        ).status_code
        == 302
    )
    assert not thing.is_there()


@pytest.mark.parametrize("make", [a_notice, a_mail_domain])
def test_what_a_colleague_took_away_meanwhile_is_said_to_be_gone(
    make, administrators, reviewer_client
):
    thing = make(*administrators)
    question = reviewer_client.post(thing.address)
    colleague = browser_of(administrators[1])
    colleague.post(thing.address, sent_by(colleague.post(thing.address)))
    gone = reviewer_client.post(thing.address, sent_by(question))
    assert gone.status_code == 409
    assert f"{administrators[1].full_name}さんが削除しました" in gone.text
