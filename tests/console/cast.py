"""People and things that the console's tests work with, made through the verbs."""

from datetime import UTC, datetime, timedelta
from itertools import count

import time_machine
from django.contrib.auth.hashers import make_password

from dengen import clock
from dengen.accounts.models import Account, Application, Terms
from dengen.events import origin
from dengen.japan.business_days import today
from dengen.listings.models import Listing

PASSWORD = "Correct7Horse"
NOON = datetime(2026, 6, 1, 3, tzinfo=UTC)
number = count(1)


def make_operator(login_id: str, name: str, role: str) -> Account:
    return Account.objects.create_operator(
        login_id=login_id,
        name=name,
        email=f"{login_id}@operator.example.jp",
        password=PASSWORD,
        role=role,
        by=None,
    )


def make_application(**changes) -> Application:
    """A submitted application; `changes` are fields of it."""
    n = next(number)
    terms, _created = Terms.objects.get_or_create(version=1, defaults={"text": "第1条"})
    fields = {
        "login_name": f"Member{n:04}",
        "organization_name": f"第{n}電力株式会社",
        "family_name": "佐藤",
        "given_name": f"一郎{n}",
        "family_kana": "サトウ",
        "given_kana": "イチロウ",
        "email": f"sato{n}@power{n}.example.jp",
        "postal_code": "1000001",
        "prefecture": "東京都",
        "street": "千代田区千代田１－１",
        "phone": f"03-1234-{n:04}",
        "work_address": "同上",
        "terms": terms,
        "email_confirmed_at": clock.now(),
    }
    return Application(password=make_password(PASSWORD), **(fields | changes)).submit()


def submitted_from(address: str, *, minutes: float, seconds: int = 0) -> Application:
    """An application sent from the network address, so long after noon."""
    token = origin.current.set(origin.Origin("web", address))
    try:
        with time_machine.travel(NOON + timedelta(minutes=minutes, seconds=seconds), tick=False):
            return make_application()
    finally:
        origin.current.reset(token)


def make_member(by: Account, **changes) -> Account:
    """The member that an application became."""
    application = make_application(**changes)
    application.approve(by=by, revision=application.revision)
    return Account.objects.get(login__application=application)


def make_listing(owner: Account, **changes) -> Listing:
    """A submitted listing; `changes` are fields of it."""
    fields = {
        "title": f"第{next(number)}発電所の売電",
        "start_on": today(),
        "end_on": today() + timedelta(days=100),
        "side": "sell",
        "organization_name": owner.organization.name,
        "contact_mail": "power@example.jp",
        "contact_person": "佐藤",
    }
    return Listing(**(fields | changes)).submit(by=owner, html="<p>条件は応相談</p>")
