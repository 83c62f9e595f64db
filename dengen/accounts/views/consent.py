"""New terms: agreeing to them, or not (manual §2.1: 利用規約)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengen.accounts.forms.consent import NewTermsForm
from dengen.accounts.models import Terms
from dengen.accounts.requests import PersonalRequest
from dengen.accounts.terms_changes import changed_articles
from dengen.accounts.views.onward import home_of, next_page
from dengen.events.steps import Overtaken

READ_OR_SENT = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SENT)
def consent(request: PersonalRequest) -> HttpResponse:
    """The new terms and what changed; the form names the version, which is the one agreed to."""
    if not request.user.owes_consent:
        return redirect(next_page(request) or home_of(request.user))
    form = NewTermsForm(request.POST or None)
    if not form.is_valid():
        return _consent_page(request, form)
    try:
        request.user.accept_terms(form.cleaned_data["terms"])
    except Overtaken as refusal:
        messages.error(request, str(refusal))
        return _consent_page(request, NewTermsForm())
    messages.success(request, _("新しい利用規約に同意しました。"))
    return redirect(next_page(request) or home_of(request.user))


@require_http_methods(READ_OR_SENT)
def refusal(request: PersonalRequest) -> HttpResponse:
    """GET says what remains to somebody who doesn't agree; POST records it."""
    if not request.user.owes_consent:
        return redirect(home_of(request.user))
    current = Terms.objects.in_force().latest("version")
    if request.method == "POST":
        request.user.decline_terms(current)
        return redirect("accounts:refusal")
    context = {"terms": current, "retirement": request.user.waiting_retirement}
    return render(request, "accounts/refusal.html", context)


def _consent_page(request: PersonalRequest, form: NewTermsForm) -> HttpResponse:
    current, agreed = Terms.objects.in_force().latest("version"), request.user.terms
    context = {
        "form": form,
        "terms": current,
        "agreed": agreed,
        "changed": changed_articles(agreed.text, current.text) if agreed else [],
        "next": next_page(request),
        "retirement": request.user.waiting_retirement,
    }
    return render(request, "accounts/consent.html", context)
