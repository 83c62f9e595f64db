"""One listing, whole, and how to inquire about it (manual §4.1)."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Account
from dengen.events.topics import BOARD
from dengen.japan.business_days import today
from dengen.japan.written_days import short_day
from dengen.listings.models import Listing
from dengen.pages.page_cache import cached_per_role, uncached_for
from dengen.ui.templatetags.ui import mail_link


@require_safe
@cached_per_role(BOARD)
def detail(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show everything it says; 404 for what this reader may not see or doesn't exist."""
    listing = get_object_or_404(
        Listing.objects.kept().select_related("body", "owner__organization"), pk=pk
    )
    if not listing.is_readable_by(request.user, today()):
        raise Http404
    subject = inquiry_subject(request.user)
    context = {
        "listing": listing,
        "is_mine": listing.owner_id == request.user.pk,
        "subject": subject,
        "inquiry_url": inquiry_url(listing.contact_mail, subject),
    }
    return uncached_for(listing.owner_id, render(request, "listings/detail.html", context))


def inquiry_url(address: str, subject: str) -> str:
    """Return the mailto; a ? or & in the address must not become a header."""
    return f"{mail_link(address)}?subject={quote(subject)}"


def inquiry_subject(reader: Account) -> str:
    """Return the manual's subject for an inquiry, with today and the reader's company."""
    company = reader.organization_name or _("貴社名")
    return _("【ご連絡】発電設備等の情報掲示板について（%(day)s：%(company)s）") % {
        "day": short_day(today()),
        "company": company,
    }
