"""The terms of use, to read at any time: in force, earlier, and announced."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dengen.accounts.terms.terms import Terms
from dengen.ui.changes import changed_articles


@login_not_required
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Show the version in force."""
    current = Terms.objects.current()
    if current is None:
        raise Http404
    return _terms_page(request, current)


@login_not_required
@require_safe
def terms_version(request: HttpRequest, version: int) -> HttpResponse:
    """Show an earlier version, for everybody; the announced one asks for a login first."""
    shown = get_object_or_404(Terms, version=version, withdrawn_at=None)
    if shown.is_announced and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _terms_page(request, shown)


def _terms_page(request: HttpRequest, shown: Terms) -> HttpResponse:
    announced = Terms.objects.announced() if request.user.is_authenticated else None
    versions = list(Terms.objects.in_force().order_by("-version"))
    context: dict[str, object] = {
        "terms": shown,
        "current": versions[0] if versions else None,
        "versions": [announced, *versions] if announced else versions,
    }
    if shown.is_announced and shown.preceding:
        context["changed"] = changed_articles(shown.preceding.text, shown.text)
    return render(request, "accounts/terms.html", context)
