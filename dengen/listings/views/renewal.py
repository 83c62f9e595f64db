"""Forms that begin with an earlier listing: 「修正して再申請」 and 差し替え申請 (manual §3.2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.listings.forms.listing import ListingForm, repeated
from dengen.listings.listing.status import Standing
from dengen.listings.models import Listing
from dengen.listings.views.form_page import form_page
from dengen.listings.views.guard import member_required


@member_required
@require_safe
def resubmission(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show a new listing with the values of an old one, denied or over."""
    old = get_object_or_404(Listing.objects.of(request.user), pk=pk)
    if old.standing() == Standing.RESUBMITTED:
        messages.info(request, _("「%(title)s」は、すでに再申請済みです。") % {"title": old.title})
        return redirect("listings:detail", pk)
    return form_page(request, ListingForm(initial=repeated(old)))


@member_required
@require_safe
def replacement(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show a new listing that takes the place of a published one once it is approved."""
    old = get_object_or_404(Listing.objects.of(request.user).published(), pk=pk)
    values = repeated(old) | {"replaces": old, "resubmits": None}
    return form_page(request, ListingForm(initial=values))
