"""One press takes nothing away: what does asks first, or can be undone as easily."""

import pytest

from dengen.events.models import Event
from tests.structure.access import ACCESS, NOT_ALLOWED, expected
from tests.structure.test_addresses import address, clients, world

__all__ = ["clients", "world"]
pytestmark = pytest.mark.django_db

PAGE_ASKS = "the page with the button is there to ask, and tells what comes of it"
ADDS = "takes nothing away"
# The addresses where one press does something, and why that is no accident.
ONE_PRESS = {
    "accounts:address-confirmation": PAGE_ASKS,
    "accounts:logout": "undone by logging in",
    "accounts:mail-address": PAGE_ASKS,
    "accounts:mail-address-cancellation": "undone by changing the address once more",
    "accounts:retirement-withdrawal": "undone by asking once more",
    "console:application-approval": ADDS,
    "console:business-import": PAGE_ASKS,
    "console:business-import-removal": "undone by choosing the file once more; the list stays",
    "console:business-recall": ADDS,
    "console:invitation-delivery": ADDS,
    "console:listing-approval": ADDS,
    "console:mail-retry": ADDS,
    "console:mail-test": ADDS,
    "console:password-request-approval": ADDS,
    "console:preset-deletion": PAGE_ASKS,
    "console:preset-move": "undone by moving it back",
    "console:proposal-withdrawal": "undone by proposing once more",
    "console:retirement-proposal-withdrawal": "undone by proposing once more",
    "listings:cancellation": "undone at once: all of it stands in the form, to be handed in",
    "listings:deletion": PAGE_ASKS,
}
PRESSED = [
    (name, person)
    for name in ACCESS
    if any(answer != NOT_ALLOWED for answer in expected(name, "post").values())
    for person in (["reviewer", "administrator"] if name.startswith("console:") else ["owner"])
]


def done_by_one_press(client, name) -> list[str]:
    """Return the events of a POST with nothing but what the form of a button holds."""
    last = Event.objects.latest("pk").pk
    client.post(address(name), {"revision": "1"})
    return list(Event.objects.filter(pk__gt=last).values_list("name", flat=True))


@pytest.mark.parametrize(("name", "person"), PRESSED)
def test_one_press_takes_nothing_away(clients, name, person):
    assert name in ONE_PRESS or not done_by_one_press(clients[person], name)


def test_the_question_keeps_what_was_sent_and_its_button_confirms(clients):
    page = clients["administrator"].post(
        address("console:notice-removal"), {"revision": "7", "confirm": "x"}
    )
    assert 'type="hidden" name="revision" value="7"' in page.text
    assert 'name="confirmed" value="1"' in page.text
