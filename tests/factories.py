"""People and things for the tests, made by the same verbs as in life."""

from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from pyotp import TOTP, random_base32

from dengen import clock
from dengen.accounts.models import (
    Account,
    Application,
    AuthenticatorApp,
    Invitation,
    Terms,
    TermsDraft,
)
from dengen.accounts.terms.first_terms import publish_first_terms
from dengen.japan.business_days import add_months, today
from dengen.listings.models import Listing
from dengen.sealing import unseal
from tests.keys import mailed_key
from tests.logs import leaks

PASSWORD = "denryoku-2026"
REASON = "利用条件を満たさなくなったため"  # of what is taken away from somebody
numbers = count(1)


@cache
def hashed_password() -> str:
    return make_password(PASSWORD)


def terms() -> Terms:
    publish_first_terms()
    return Terms.objects.current()


def new_terms(days: int = 0, text: str = "", by: Account | None = None) -> Terms:
    """The next version of the terms, in force in so many days: from now on if that is none."""
    by, draft = by or operator("administrator"), TermsDraft.get()
    text = text or terms().text.replace("二度と", "") + f"\n\n第15条（附則）\n改定{next(numbers)}"
    draft.write(text, by=by, revision=draft.revision)
    day = today() + timedelta(days=days)
    return draft.publish(effective_on=day, by=by, revision=draft.revision)


def application(**changes: Any) -> Application:
    """A complete application, not yet submitted; its first address was confirmed elsewhere."""
    number = next(numbers)
    values: dict[str, Any] = {
        "login_name": f"Tanto{number:05}",
        "password": hashed_password(),
        "family_name": "髙橋",
        "given_name": f"一郎{number}",
        "family_kana": "タカハシ",
        "given_kana": "イチロウ",
        "email": f"tanto{number}@denryoku{number}.example.jp",
        "postal_code": "1000004",
        "prefecture": "東京都",
        "street": "千代田区大手町１－２－３",
        "phone": f"03-1234-{number % 10_000:04}",
        "organization_name": f"第{number}電力株式会社",
        "work_address": "同上",
        "terms": terms(),
        "email_confirmed_at": clock.now(),
    }
    return Application(**(values | changes))


def operator(role: str = "reviewer", **changes: Any) -> Account:
    """One of the operator's staff."""
    number = next(numbers)
    values = {
        "login_id": f"Shinsa{number:05}",
        "name": f"審査 花子{number}",
        "email": f"shinsa{number}@operator.example.jp",
    }
    return Account.objects.create_operator(
        **(values | changes), password=PASSWORD, role=role, by=None
    )


def invitation(by: Account, **changes: Any) -> Invitation:
    """An invitation to the operator's staff that was sent."""
    number = next(numbers)
    values = {
        "name": f"監査 三郎{number}",
        "email": f"kansa{number}@operator.example.jp",
        "login_name": f"Kansa{number:05}",
        "role": "auditor",
    }
    sent = Invitation(**(values | changes), invited_by=by).send()
    leaks.known.add(mailed_key("operator_invited"))
    return sent


def authenticator_app(account: Account) -> None:
    """Sets up the app, as with a phone in the hand; `code()` is what it shows."""
    secret = random_base32()
    leaks.known.add(secret)
    account.add_authenticator_app(secret=secret, code=TOTP(secret).at(clock.now()))


def code(account: Account) -> str:
    """What the account's app shows; the next code if the present one was used already."""
    app = AuthenticatorApp.objects.get(account=account)
    totp = TOTP(unseal(app.sealed_secret))
    return totp.generate_otp(max(app.last_step + 1, totp.timecode(clock.now())))


def member(by: Account | None = None, **changes: Any) -> Account:
    """An approved member; a second address was confirmed as well."""
    submitted = application(**{"email2_confirmed_at": clock.now()} | changes).submit()
    submitted.approve(by=by or operator(), revision=submitted.revision)
    return Account.objects.get(login_id=submitted.login_id)


def listing(
    owner: Account, html: str = "<p>詳しくはお問い合わせください。</p>", **changes: Any
) -> Listing:
    """A listing that waits for the operator."""
    start: date = changes.get("start_on", today())
    values: dict[str, Any] = {
        "title": "発電設備の売り希望（東京エリア）",
        "start_on": start,
        "end_on": add_months(start, 12),
        "side": "sell",
        "organization_name": owner.organization_name or "みなと火力発電株式会社",
        "contact_mail": "power@minato.example.jp",
        "contact_person": owner.full_name,
        "area": "tokyo",
    }
    return Listing(**(values | changes)).submit(by=owner, html=html)


def published(owner: Account, by: Account | None = None, **changes: Any) -> Listing:
    """A listing that members see within its period."""
    submitted = listing(owner, **changes)
    submitted.approve(by=by or operator(), revision=submitted.revision)
    return submitted
