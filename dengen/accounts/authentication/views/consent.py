"""New terms: agreeing to them, or not (manual §2.1: 利用規約)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.views.onward import home_of, next_page
from dengen.accounts.terms.forms.consent import NewTermsForm
from dengen.accounts.terms.terms import Terms
from dengen.events.steps import Overtaken
from dengen.ui.changes import changed_articles

METHODS = ["GET", "HEAD", "POST"]
type Kept = list[tuple[str, str]]


@require_http_methods(METHODS)
def consent(request: PersonalRequest) -> HttpResponse:
    """Show the new terms and what changed; the form names the version agreed to."""
    if request.user.owes_consent:
        page = consent_page(request, action=reverse("accounts:consent"))
        if page is not None:
            return page
        messages.success(request, _("新しい利用規約に同意しました。"))
    return redirect(next_page(request) or home_of(request.user))


@require_http_methods(METHODS)
def refusal(request: PersonalRequest) -> HttpResponse:
    """Show on GET what remains to somebody who doesn't agree; record it on POST."""
    if not request.user.owes_consent:
        return redirect(home_of(request.user))
    current = Terms.objects.in_force().latest("version")
    if request.method == "POST":
        request.user.decline_terms(current)
        return redirect("accounts:refusal")
    context = {"terms": current, "retirement": request.user.waiting_retirement}
    return render(request, "accounts/refusal.html", context)


def consent_page(
    request: PersonalRequest, *, action: str, kept: Kept | None = None
) -> HttpResponse | None:
    """Show the page that asks; return None once the member has agreed by it.

    The page sends to `action`, and with it what was `kept` of another form.
    """
    is_answered = f"{NewTermsForm.prefix}-terms" in request.POST
    form = NewTermsForm(request.POST if is_answered else None)
    if form.is_valid():
        try:
            request.user.accept_terms(form.cleaned_data["terms"])
        except Overtaken as overtaken:
            messages.error(request, str(overtaken))
            form = NewTermsForm()
        else:
            return None
    current, agreed = Terms.objects.in_force().latest("version"), request.user.terms
    context = {
        "form": form,
        "terms": current,
        "agreed": agreed,
        "changed": changed_articles(agreed.text, current.text) if agreed else [],
        "next": next_page(request),
        "action": action,
        "kept": kept,
        "retirement": request.user.waiting_retirement,
    }
    return render(request, "accounts/consent.html", context)
