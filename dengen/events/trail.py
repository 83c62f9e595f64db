"""Recording an event, and what follows from it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from secrets import token_hex
from typing import Any

from django.db import models, transaction

from dengen.events import origin, versions
from dengen.events.digests import private_digest, signature
from dengen.events.models import PRIVATE, Event, PrivateParticulars, Unsealed
from dengen.events.topics import stepped_by

type Handler = Callable[[Event, Any], None]

_handlers: dict[str, list[Handler]] = defaultdict(list)


def on(*names: str) -> Callable[[Handler], Handler]:
    """Register `handler(event, subject)` for the events of these names.

    Handlers run in the transaction of the verb that records the event: what they write (an outbox
    row, say) exists if and only if the step happened.
    """

    def register(handler: Handler) -> Handler:
        for name in names:
            if handler not in _handlers[name]:
                _handlers[name].append(handler)
        return handler

    return register


def handled_names() -> set[str]:
    """Return the event names that something follows from."""
    return {name for name, handlers in _handlers.items() if handlers}


def record(
    name: str,
    subject: models.Model,
    *,
    by: Any,
    private: dict[str, Any] | None = None,
    handed: Mapping[str, Any] | None = None,
    **particulars: Any,
) -> Event:
    """Add one event to the trail and let its handlers run; return it.

    `by` is the account that acts, or None for the board itself or somebody who isn't logged in.
    `private` holds the particulars that may tell of a person (what somebody typed): they can be
    erased, and the trail stays whole. `handed` reaches the handlers as `event.handed` and is stored
    nowhere: the key that a mail carries, or what a person was called before.

    Pages that show the thing are made anew (topics.py); those of single accounts are the subject's
    `concerned_accounts`, if it has any.

    Raise `TransactionManagementError` outside a transaction: there the step could be saved without
    its event.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        msg = f"{name} must be recorded in the transaction of its verb"
        raise transaction.TransactionManagementError(msg)
    place = origin.current.get()
    salt = token_hex(16)
    if private:
        particulars[PRIVATE] = private_digest(private, salt)
    event = Event.objects.create(
        name=name,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        actor=by,
        particulars=particulars,
        channel=place.channel,
        address=place.address,
        request_id=place.request_id,
    )
    event.handed = handed or {}
    Unsealed.objects.create(event=event, signature=signature(event))
    if private:
        PrivateParticulars.objects.create(event=event, values=private, salt=salt)
    versions.step(stepped_by(name), getattr(subject, "concerned_accounts", ()))
    for handler in _handlers[name]:
        handler(event, subject)
    return event
