"""The reviewer gets a second factor; says which listing may be looked at."""

from typing import Any

from pyotp import TOTP, random_base32

from benchmarks.browser import REVIEWER
from dengen import clock
from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account
from dengen.japan.business_days import today
from dengen.listings.models import Listing


def job() -> dict[str, Any]:
    """Return recovery codes, each good for one login, and a visible listing's key."""
    reviewer = Account.objects.get(login_id=canonical(REVIEWER))
    secret = random_base32()
    codes = reviewer.add_authenticator_app(secret=secret, code=TOTP(secret).at(clock.now()))
    shown = Listing.objects.visible_on(today())[0]
    return {"recovery_codes": codes, "listing": shown.pk}
