"""Deleting one's own listing (manual §3.3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.listings.models import Listing
from dengen.listings.views.guard import member_required


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: PersonalRequest, pk: int) -> HttpResponse:
    """Ask on GET (the dialog of people without scripts); delete on POST, only once."""
    listing = get_object_or_404(Listing, pk=pk, owner=request.user)
    if request.method != "POST":
        return render(request, "listings/deletion.html", {"listing": listing})
    listing.delete(by=request.user)
    messages.success(request, _("「%(title)s」を削除しました。") % {"title": listing.title})
    return redirect("listings:mine")
