"""Handing in, approving, denying, deleting; each verb timed by itself."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import DatabaseError

from benchmarks.browser import MEMBER, REVIEWER
from benchmarks.jobs.client import WARM_UP
from dengen.accounts.membership.login_id import canonical
from dengen.accounts.models import Account
from dengen.japan.business_days import today
from dengen.listings.models import Listing

REASON = "記載要綱をご確認ください。"
HTML = "<p>詳しくはお問い合わせください。</p>"


def job(times: int) -> dict[str, Any]:
    """Return milliseconds by verb, and the database's complaints with their number."""
    member, reviewer = (Account.objects.get(login_id=canonical(one)) for one in (MEMBER, REVIEWER))
    waits: dict[str, list[float]] = defaultdict(list)
    faults: Counter[str] = Counter()

    def take(verb: str, step: Callable[[], object]) -> None:
        began = time.perf_counter()
        try:
            step()
        except DatabaseError as error:
            faults[f"{verb}: {error}"] += 1
        waits[verb].append(1000 * (time.perf_counter() - began))

    for number in range(times + 2 * WARM_UP):
        listing = listing_of(member, number)
        take("submit", partial(listing.submit, by=member, html=HTML))
        take("approve", partial(listing.approve, by=reviewer, revision=1))
        if number % 2:
            take("deny", partial(listing.deny, by=reviewer, revision=2, reason=REASON))
        else:
            take("delete", partial(listing.delete, by=member))
    warm = {verb: milliseconds[WARM_UP:] for verb, milliseconds in waits.items()}
    return {"waits": warm, "faults": faults}


def listing_of(member: Account, number: int, area: str = "tokyo") -> Listing:
    """Return one that can be submitted."""
    return Listing(
        title=f"発電設備の売り希望 {number}（東京エリア）",
        start_on=today(),
        end_on=today() + timedelta(days=364),
        side="sell",
        organization_name=member.organization_name,
        contact_mail=member.email,
        contact_person=member.full_name,
        area=area,
    )
