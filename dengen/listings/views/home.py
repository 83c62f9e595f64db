"""The board's home page: the newest listings, and how one's own stand (manual §2.2 ②)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, DateField, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Account, Notice
from dengen.database.prepared import Prepared
from dengen.events.topics import ACCOUNT, BOARD, NOTICES
from dengen.japan.business_days import today
from dengen.listings.drafts.draft import number_of
from dengen.listings.models import Listing
from dengen.listings.search import Wanted, find
from dengen.listings.views.cards import cards_of
from dengen.listings.views.guard import member_required
from dengen.mail.models import Message
from dengen.pages.page_cache import cached_per_reader

NEWEST = 5
LETTERS = 3


class Letter(NamedTuple):
    """A mail, as its line shows it."""

    pk: int
    created_at: datetime
    subject: str
    about: str


def _told_of(owner: Any, day: Any) -> QuerySet[Listing, Any]:
    found = Listing.objects.of(owner).told_of_on(day).order_by()
    return found.values_list("status").annotate(count=Count("pk"))


TOLD_OF = Prepared(_told_of, owner=BigIntegerField(), day=DateField())
INBOX = Prepared(
    lambda reader: Message.objects.to_be_read_by(reader).values_list(*Letter._fields),
    reader=BigIntegerField(),
)


@dataclass
class Shown:
    """What the parts of the page show: each is asked for only where its part is made anew."""

    member: Account
    day: date

    @cached_property
    def notices(self) -> QuerySet[Notice]:
        """What the operator tells all members."""
        return Notice.objects.shown_on(self.day)

    @cached_property
    def cards(self) -> Sequence[SafeString]:
        """The newest listings."""
        return cards_of(find(Wanted(self.day), NEWEST), self.day)

    @cached_property
    def mine(self) -> dict[str, int]:
        """How many of one's own listings are told of, by status: those published are over."""
        return dict(TOLD_OF(owner=self.member.pk, day=self.day))

    @cached_property
    def draft_count(self) -> int:
        """How many drafts one has."""
        return number_of(self.member)

    @cached_property
    def letters(self) -> list[Letter]:
        """The newest in one's inbox."""
        return [Letter(*row) for row in INBOX.first(LETTERS, reader=self.member.pk)]


@member_required
@require_safe
@cached_per_reader(ACCOUNT | BOARD | NOTICES)
def home(request: PersonalRequest) -> HttpResponse:
    """Show what a member sees first."""
    context = {"shown": Shown(request.user, today()), "versions": request.session.versions}
    return render(request, "listings/home.html", context)
