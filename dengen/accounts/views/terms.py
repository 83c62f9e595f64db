"""The terms of use, to read at any time."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dengen.accounts.models import Terms


@login_not_required
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The version in force."""
    current = Terms.objects.current()
    if current is None:
        raise Http404
    return render(request, "accounts/terms.html", {"terms": current})
