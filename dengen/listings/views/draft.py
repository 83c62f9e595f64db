"""Drafts: kept while writing, gone on with later, thrown away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.listings.forms.listing import ListingForm
from dengen.listings.models import Draft
from dengen.listings.views.drafting import keep_draft
from dengen.listings.views.form_page import form_page
from dengen.listings.views.guard import member_required


@member_required
def draft(request: PersonalRequest, key: UUID) -> HttpResponse:
    """Go on with a draft on GET; keep what was typed on POST, for the script, as JSON."""
    if request.method == "POST":
        return _answer(request, key)
    found = get_object_or_404(Draft.objects.of(request.user), key=key)
    values = found.values | {"submission_key": key}
    form, objections = ListingForm.gone_on_with(request.user, values)
    for text in objections:
        messages.warning(request, text)
    return form_page(request, form, draft=found)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_deletion(request: PersonalRequest, key: UUID) -> HttpResponse:
    """Ask on GET; throw it away on POST, and twice does no harm."""
    if request.method != "POST":
        found = get_object_or_404(Draft.objects.of(request.user), key=key)
        return render(request, "listings/draft_deletion.html", {"draft": found})
    Draft.objects.of(request.user).filter(key=key).discard()
    messages.success(request, _("下書きを削除しました。"))
    return redirect("listings:mine")


def _answer(request: PersonalRequest, key: UUID) -> JsonResponse:
    try:
        kept = keep_draft(request, key)
    except Overtaken as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    except StepNotAllowed as refusal:
        return JsonResponse({"error": str(refusal)}, status=403)
    if kept is None:
        return JsonResponse({"revision": 0, "text": ""})
    at = localtime(kept.saved_at).strftime("%H:%M")
    return JsonResponse({"revision": kept.revision, "text": _("下書きを保存しました（%s）") % at})
