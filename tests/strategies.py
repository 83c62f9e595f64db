"""Random lives of listings, for tests of what must be true whatever happened."""

import contextlib
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from hypothesis import strategies as st

from dengen.events.steps import StepNotAllowed
from dengen.japan.width import fold
from dengen.listings.models import Listing
from tests import factories

DAY = timedelta(days=1)
TEXT = st.text("ab東京電力 %_\\'髙𠮷🏭ﾊﾞ\u3099e\u0301(", max_size=12)
TITLES = TEXT.filter(fold).map(str.strip)
DAYS = st.integers(-40, 40).map(lambda days: date(2030, 6, 15) + days * DAY)
AREAS = st.sampled_from(["", "tokyo", "okinawa"])
SIDES = st.sampled_from(["sell", "buy"])
LISTINGS = st.tuples(TITLES, AREAS, SIDES, DAYS, st.none() | st.integers(0, 60))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["deny", "delete", "replace", "reopen", "approve"]), st.integers(0, 9)
    ),
    max_size=8,
)


def live(listings, steps, seller, reviewer) -> None:
    """Publishes the listings, then takes the steps."""
    for title, area, side, start, length in listings:
        end = None if length is None else start + length * DAY
        about = {"title": title, "area": area, "side": side, "start_on": start, "end_on": end}
        factories.published(seller, by=reviewer, **about)
    for step, place in steps:
        take(step, place, seller, reviewer)


def take(step: str, place: int, seller, reviewer) -> None:
    """Takes the step with the listing at that place, if it is one that may be taken."""
    listings = list(Listing.objects.kept().order_by("pk"))
    if not listings:
        return
    one = listings[place % len(listings)]
    with contextlib.suppress(StepNotAllowed, ValidationError):
        if step == "replace":
            submitted = factories.listing(seller, title=f"{one.title}ab", replaces=one)
            submitted.approve(by=reviewer, revision=submitted.revision)
        elif step == "delete":
            one.delete(by=seller)
        else:
            denial = {"reason": "理由"} if step == "deny" else {}
            getattr(one, step)(by=reviewer, revision=one.revision, **denial)
