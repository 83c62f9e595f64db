"""One press makes one thing: a form that arrives twice, as it was sent, is carried out once.

Goes through the map of addresses, with everything in the form that any of them asks for.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dengen.accounts.authentication.interrupted_form import seal
from dengen.accounts.models import Account
from dengen.events.models import Event
from dengen.mail.models import Message
from tests.structure.test_addresses import address, clients, world
from tests.structure.test_one_press import PRESSED, TYPED

__all__ = ["clients", "world"]
pytestmark = pytest.mark.django_db

BUTTONS = dict.fromkeys(("confirmed", "publish", "send", "submit"), "1")
CREATING = [
    "console:member-letter",
    "console:notice-new",
    "console:preset-new",
    "console:mail-domain-list",
    "console:invitation-new",
    "console:business-upload",
]
LIST = "事業者名,法人番号\n見本電力株式会社,7000012050002\n"


def press(client, target: str, sealed: str) -> int:
    """How many events and mails came of it."""
    before = Event.objects.count() + Message.objects.count()
    form = TYPED | BUTTONS | {"seal": sealed}
    client.post(target, form | {"file": SimpleUploadedFile("list.csv", LIST.encode())})
    return Event.objects.count() + Message.objects.count() - before


def pressed(client, name: str) -> tuple[int, int]:
    """What came of a press, and of the same once more."""
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    target, sealed = address(name), seal(account)
    return press(client, target, sealed), press(client, target, sealed)


@pytest.mark.parametrize(("name", "person"), PRESSED)
def test_the_same_press_of_a_button_once_more_does_nothing(clients, name, person):
    assert pressed(clients[person], name)[1] == 0


@pytest.mark.parametrize("name", CREATING)
def test_the_press_itself_makes_something(clients, name):
    assert pressed(clients["administrator"], name)[0] > 0


def test_another_page_of_the_same_form_makes_another_thing(clients):
    client, name = clients["administrator"], "console:member-letter"
    assert pressed(client, name)[0] == pressed(client, name)[0] == 2
