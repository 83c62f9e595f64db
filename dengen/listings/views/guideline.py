"""記載要綱: what a listing must say, to read at any time (manual §3.1)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.listings.forms.listing import ListingForm


@login_not_required
@require_safe
def guideline(request: HttpRequest) -> HttpResponse:
    """Show what the form itself asks for, field by field; the same for everybody."""
    return render(request, "listings/guideline.html", {"form": ListingForm()})
