"""Which mails follow from the publication of terms."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from dengen.accounts.mails.letters import FOLDER, write_to_all
from dengen.accounts.membership.account.account import Account
from dengen.accounts.terms.terms import Terms
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.mail.outbox import Letter, render


@on("terms.published")
def announce_terms(event: Event, terms: Terms) -> None:
    """Mail 規約改定 to every member: from when, and that consent will be asked for."""
    write_to_all(who_is_told_of_terms(), f"{FOLDER}/terms_published", _new_terms(terms))


def who_is_told_of_terms() -> QuerySet[Account]:
    """Return all members; those who can't log in just now as well."""
    return Account.objects.members().active()


def terms_letter(terms: Terms, reader: Account) -> Letter:
    """Return the mail that publishing these terms sends, as it would read for this account."""
    return render(f"{FOLDER}/terms_published", _new_terms(terms) | {"account": reader})


def _new_terms(terms: Terms) -> dict[str, Any]:
    url = settings.SITE_URL + reverse("accounts:terms-version", args=[terms.version])
    return {"terms": terms, "url": url}


@on("terms.cancelled")
def tell_cancellation(event: Event, terms: Terms) -> None:
    """Mail whoever was told of the new terms that they won't come."""
    url = settings.SITE_URL + reverse("accounts:terms")
    write_to_all(
        who_is_told_of_terms(),
        f"{FOLDER}/terms_cancelled",
        {"terms": terms, "url": url},
    )
