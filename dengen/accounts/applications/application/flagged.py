"""確認事項ありのみ: those of the waiting applications that have a flag, however many wait.

All waiting applications are read once, as one row of keys each, and compared with one another by
these keys. The members, who are many more, are looked up by an index. `likely_duplicates.py` says
why, for the applications of one page; both must find the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, pairwise, starmap
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Lower

from dengen.accounts.applications.application.same_address import NEAR_WINDOW
from dengen.accounts.applications.application.status import Status
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.mail_domain import Treatment, treatments_of
from dengen.database.among import Among
from dengen.japan.person_names import is_no_person

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application

type _Sent = tuple[str, datetime, int]  # origin, moment, key

MOST_APPLICATIONS = 10_000  # of the oldest: those after them are looked at when these are done


class _Keys(NamedTuple):
    """What one application is compared by."""

    pk: int
    alike_name: str
    corporate_number: str
    email: str
    email2: str
    phone: str
    family_name: str
    given_name: str
    came_from: str
    consented_at: datetime


def flagged(waiting: models.QuerySet["Application"]) -> models.QuerySet["Application"]:
    """Return those of them that have a flag; the number of queries is the same for any number."""
    applications = waiting.model.objects.waiting()
    rows = list(starmap(_Keys, applications.values_list(*_Keys._fields)[:MOST_APPLICATIONS]))
    found = {*_twins(rows), *_own(rows), *_near(rows, _decided_near(applications))}
    found.update(like_a_member(applications)[:MOST_APPLICATIONS])
    return waiting.filter(Among(F("pk"), found))


def _twins(rows: Iterable[_Keys]) -> Iterator[int]:
    keys = {row.pk: _shared(row) for row in rows}
    counts = Counter(key for some in keys.values() for key in some)
    return (pk for pk, some in keys.items() if any(counts[key] > 1 for key in some))


def _shared(row: _Keys) -> set[tuple[str, ...]]:
    mails = {("mail", mail.lower()) for mail in (row.email, row.email2) if mail}
    person = ("person", row.phone, row.family_name, row.given_name)
    number = {("number", row.corporate_number)} if row.corporate_number else set()
    return {("name", row.alike_name), person} | mails | number


def _own(rows: list[_Keys]) -> Iterator[int]:
    """Return those with a flag of their own: a provider's address, a department's name."""
    treatments = treatments_of(row.email for row in rows)
    for row in rows:
        is_of_provider = treatments[row.email] == Treatment.FLAGGED
        if is_of_provider or is_no_person(row.family_name, row.given_name):
            yield row.pk


def _near(rows: list[_Keys], decided: Iterable[_Sent]) -> Iterator[int]:
    """Return those from one network address within `NEAR_WINDOW` of another, even decided."""
    by_origin = defaultdict(list)
    waiting = ((row.came_from, row.consented_at, row.pk) for row in rows if row.came_from)
    for origin, moment, pk in chain(waiting, decided):
        by_origin[origin].append((moment, pk))
    for sent in by_origin.values():
        for (earlier, one), (later, other) in pairwise(sorted(sent)):
            if later - earlier <= NEAR_WINDOW:
                yield from (one, other)


def _decided_near(applications: models.QuerySet["Application"]) -> Iterable[_Sent]:
    """Return the decided applications from a network that a waiting one also came from."""
    oldest = applications.order_by("consented_at").values_list("consented_at", flat=True).first()
    if oldest is None:
        return []
    origins = applications.order_by().exclude(came_from="").values("came_from")
    decided = applications.model.objects.exclude(status=Status.WAITING).order_by()
    near = decided.filter(came_from__in=origins, consented_at__gte=oldest - NEAR_WINDOW)
    return near.values_list("came_from", "consented_at", "pk")


def like_a_member(waiting: models.QuerySet["Application"]) -> models.QuerySet:
    """Return the keys of those alike in anything to a member other than the predecessor.

    One look-up by an index for each thing. `> ''` is what the indexes' conditions say: a database
    takes no index on a column that is mostly empty.
    """
    members = Account.objects.active().exclude(pk=Coalesce(OuterRef("handover__account_id"), 0))
    numbered = members.filter(organization__corporate_number__gt="")
    second = members.filter(email2__gt="").alias(mail=Lower("email2"))
    first = members.alias(mail=Lower("email"))
    looks = [
        members.filter(organization__alike_name=OuterRef("alike_name")),
        numbered.filter(organization__corporate_number=OuterRef("corporate_number")),
        *(
            theirs.filter(mail=Lower(OuterRef(mine)))
            for mine in ("email", "email2")
            for theirs in (first, second)
        ),
        members.filter(**{name: OuterRef(name) for name in ("phone", "family_name", "given_name")}),
    ]
    has_look = Q()
    for look in looks:
        has_look |= Q(Exists(look))
    return waiting.filter(has_look).values_list("pk", flat=True)
