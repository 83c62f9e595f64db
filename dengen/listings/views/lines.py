"""The lines of MY掲載: each is made once for what it shows of a listing, and of those beside it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.database.among import Among, Keys
from dengen.database.prepared import Prepared
from dengen.listings.listing.resubmission import SEEN_TO_STATUSES
from dengen.listings.models import Listing
from dengen.pages import parts
from dengen.pages.parts import Key

# What `lines_of` wants to know of each listing.
COLUMNS = ("pk", "revision", "replaces")
type Row = tuple[int, int, int | None]


def _tied(replaced: Any, of: Any) -> QuerySet[Listing, Any]:
    ties = Q(Among(F("replaces"), of)) | Q(Among(F("resubmits"), of))
    found = Listing.objects.filter(Q(Among(F("pk"), replaced)) | ties).order_by("pk")
    return found.values_list("pk", "revision", "replaces", "resubmits")


TIED = Prepared(_tied, replaced=Keys(), of=Keys())


def lines_of(rows: Sequence[Row], request: PersonalRequest) -> list[SafeString]:
    """Return the line of each of the reader's listings; only those that are made are read whole."""

    def make(missing: Collection[int]) -> dict[int, SafeString]:
        found = Listing.objects.of(request.user).filter(pk__in=missing).select_related("owner")
        found = found.prefetch_related("decisions", *SEEN_TO_STATUSES)
        return {one.pk: _line(one, request) for one in found}

    beside = _beside(rows)
    keys: dict[int, Key] = {}
    for pk, revision, replaced in rows:
        own = pk, revision, request.user.full_name
        keys[pk] = *own, *beside[pk], *(beside[replaced] if replaced else ())
    return parts.of_each("line", keys, make)


def _beside(rows: Sequence[Row]) -> dict[int, list[tuple[int, int]]]:
    """Return, by primary key, how it and what repeats or replaces it stand.

    Of the listings themselves, and of what they replace. A revision begins with each status.
    """
    replaced = {row[2] for row in rows if row[2]}
    beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    of = [*(row[0] for row in rows), *replaced]
    for pk, revision, *earlier in TIED(replaced=replaced, of=of):
        for one in {pk, *filter(None, earlier)}:
            beside[one].append((pk, revision))
    return beside


def _line(listing: Listing, request: PersonalRequest) -> SafeString:
    context = {"listing": listing, "standing": listing.standing()}
    return render_to_string("listings/_parts/line.html", context, request)
