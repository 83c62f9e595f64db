"""Whatever a member sends to the address of another member's thing, the thing stays as it was."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from dengen.accounts.models import Account
from tests.structure.access import ACCESS, expected
from tests.structure.test_addresses import ARGUMENTS, address, clients, world

__all__ = ["clients", "world"]
pytestmark = pytest.mark.django_db

# Whose thing it is isn't asked there: everybody's, or that of whoever holds the key.
EVERYBODYS = {
    "accounts:address-confirmation",
    "accounts:apply-confirmation",
    "accounts:invitation",
    "accounts:password-link",
    "accounts:passkey-removal",
    "accounts:succession",
    "accounts:terms-version",
}
# Told apart by what it does alone: there is nothing to see, and gone it is for both.
ONE_ANSWER = {"listings:draft-deletion"}
OWNED = sorted(
    name
    for name in ACCESS
    if name.startswith(("accounts:", "listings:")) and name not in EVERYBODYS
    if name in ARGUMENTS
)
SENT = {"sent": "1", "submit": "1", "revision": "1", "draft_revision": "1", "title": "別の題"}


def belongings(owner: Account) -> Iterator[tuple[type[Model], str]]:
    """Each model with a row of the owner's, and by which of its fields."""
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, ForeignKey) and field.related_model is Account:
                yield model, field.attname


def rows_of(owner: Account) -> dict[str, list[dict]]:
    """All that the board keeps of the owner, row by row; who looked when is no matter of theirs."""
    return {
        f"{model.__name__}.{name}": list(
            model._base_manager.filter(**{name: owner.pk}).order_by("pk").values()
        )
        for model, name in belongings(owner)
    } | {"Account": list(Account._base_manager.filter(pk=owner.pk).values())}


def owner_of(client) -> Account:
    return Account.objects.get(pk=client.session["_auth_user_id"])


@pytest.mark.parametrize("name", OWNED)
def test_another_member_changes_nothing(clients, name):
    owner = owner_of(clients["owner"])
    before = rows_of(owner)
    for method in ("get", "post"):
        getattr(clients["member"], method)(address(name), SENT)
    assert rows_of(owner) == before


@pytest.mark.parametrize("name", [name for name in OWNED if name not in ONE_ANSWER])
def test_the_table_tells_the_owner_from_another_member(name):
    answers = [expected(name, method) for method in ("get", "post")]
    if all(one["owner"] == one["member"] for one in answers):
        pytest.fail(f"{name}: whoever it belongs to, the answers are the same")


def test_there_are_things_to_own(clients):
    owned = {name for name, rows in rows_of(owner_of(clients["owner"])).items() if rows}
    assert {"Draft.owner_id", "Listing.owner_id", "Message.reader_id"} < owned
