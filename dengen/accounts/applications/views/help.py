"""ヘルプ: what applicants and members ask most, to read at any time."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show the help, the same for everybody."""
    return render(request, "accounts/help.html")
