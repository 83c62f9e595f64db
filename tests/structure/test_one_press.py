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
    "console:business-imports-removal": "undone by choosing the files once more; the list stays",
    "console:business-recall": ADDS,
    "console:invitation-delivery": ADDS,
    "console:listing-approval": ADDS,
    "console:invitation-new": ADDS,
    "console:mail-retry": ADDS,
    "console:mail-test": ADDS,
    "console:member-suspension": "undone by lifting it; its page asks for the reason",
    "console:operator-retirement": "its page asks, with a box to be ticked",
    "console:operator-role": "undone by giving the former role",
    "console:password-request-approval": ADDS,
    "console:password-request-denial": "its owner is told why, and can ask once more",
    "console:preset": "undone by changing it once more",
    "console:preset-new": ADDS,
    "console:preset-move": "undone by moving it back",
    "console:proposal-withdrawal": "undone by proposing once more",
    "console:retirement-proposal-withdrawal": "undone by proposing once more",
    "listings:deletion": PAGE_ASKS,
}
# What is typed into any of the forms, so that none is refused for what it lacks.
TYPED = {
    "revision": "1",
    "read": "1",
    "reason": "登録内容の確認のため",
    "title": "年末年始の審査について",
    "subject": "年末年始の審査について",
    "label": "見出し",
    "text": "12月29日から1月3日までは審査を行いません。",
    "start_on": "2026-12-01",
    "domain": "free.example.jp",
    "treatment": "flagged",
    "name": "審査四郎",
    "login_name": "Shinsa2030",
    "email": "shiro@operator.example.jp",
    "role": "reviewer",
    "replaces_all": "yes",
    "understood": "on",
    "effective_on": "2030-01-01",
}
PRESSED = [
    (name, person)
    for name in ACCESS
    if any(answer != NOT_ALLOWED for answer in expected(name, "post").values())
    for person in (["reviewer", "administrator"] if name.startswith("console:") else ["owner"])
]


def done_by_one_press(client, name) -> list[str]:
    """Return the events of a POST of the filled form, with no button that confirms it."""
    last = Event.objects.latest("pk").pk
    client.post(address(name), TYPED)
    return list(Event.objects.filter(pk__gt=last).values_list("name", flat=True))


@pytest.mark.parametrize(("name", "person"), PRESSED)
def test_one_press_takes_nothing_away(clients, name, person):
    assert name in ONE_PRESS or not done_by_one_press(clients[person], name)


def test_the_question_keeps_what_was_sent_and_its_button_confirms(clients):
    page = clients["administrator"].post(
        address("console:notice-removal"), {"number": "7", "confirm": "x"}
    )
    assert 'type="hidden" name="number" value="7"' in page.text
    assert 'name="confirmed" value="1"' in page.text
