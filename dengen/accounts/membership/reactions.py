"""Events of the trail that void keys, in the transaction that records them."""

from typing import Any

from django.db.models import Q

from dengen.accounts.keys.key import OneTimeKey
from dengen.accounts.keys.kinds import VOIDED_BY, VOIDED_WITH
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.account.contact import MAIL_FIELDS
from dengen.events.models import Event
from dengen.events.trail import on


def void_keys_of(event: Event, account: Account) -> None:
    """End the open keys of the account that the event voids."""
    if event.name == "contact.changed" and not {*MAIL_FIELDS} & {*event.particular("fields")}:
        return
    kinds = [kind.name for kind in VOIDED_BY[event.name]]
    OneTimeKey.objects.filter(account=account, kind__in=kinds).void(event.name)


def void_keys_to(event: Event, thing: Any) -> None:
    """End the open key to the thing that has ended."""
    kind = VOIDED_WITH[event.name]
    slots = Q(slot=str(thing.pk)) | Q(slot__startswith=f"{thing.pk}:")
    OneTimeKey.objects.filter(slots, kind=kind.name).void(event.name)


for name in VOIDED_BY:
    on(name)(void_keys_of)
for name in VOIDED_WITH:
    on(name)(void_keys_to)
