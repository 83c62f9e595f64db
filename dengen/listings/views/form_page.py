"""The form of a listing, and what it will look like: shared by all ways that lead to one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.listings.entry.guideline import hints
from dengen.listings.forms.listing import ListingForm
from dengen.listings.models import Draft, Listing
from dengen.listings.rich_text import opening_lines
from dengen.listings.template_reader import TEMPLATE
from dengen.listings.views.template import TakenOver

SHOWN_LIMIT = 100_000  # of what is shown again; ten megabytes are not


def form_page(
    request: PersonalRequest,
    form: ListingForm,
    reading: TakenOver | None = None,
    draft: Draft | None = None,
    *,
    is_overtaken: bool = False,
) -> HttpResponse:
    """Show the form as it stands; with what a template said, and what it said in vain.

    `is_overtaken` says that its draft was saved or handed in by another page.
    """
    replaced, resubmitted = own(request, form, "replaces"), own(request, form, "resubmits")
    denial = resubmitted.latest_decision if resubmitted and resubmitted.reason else None
    if denial:
        form.show_remarks(denial.remarks)
    context = {
        "denial": denial,
        "form": form,
        "draft": draft,
        "begun": _begun(request, form, replaced or resubmitted),
        "draft_revision": draft.revision if draft else request.POST.get("draft_revision", 0),
        "draft_url": _draft_url(form),
        "is_overtaken": is_overtaken,
        "is_unsaved": request.method == "POST" or interrupted_form.RESTORED in request.GET,
        "template": TEMPLATE,
        "reading": reading,
        "pasted": typed(request).get("pasted") or form.initial.get("pasted", ""),
        "replaced": replaced,
    }
    if reading:
        context["read_labels"] = [form.fields[name].label for name in reading.taken]
        context["left_labels"] = [form.fields[name].label for name in reading.left]
    return render(request, "listings/new.html", context)


def shown(request: PersonalRequest, form: ListingForm, template: str) -> HttpResponse:
    """Show it as others will see it, in the list and by itself, with what to improve."""
    listing = form.listing()
    listing.owner = request.user
    listing.opening = opening_lines(listing.body.html)
    context = {
        "form": form,
        "listing": listing,
        "refused": [
            (form.fields[name].label, error)
            for name, errors in form.errors.items()
            if name in form.fields and form[name].value()
            for error in errors
        ],
        "hints": [(form.fields[one.field].label, one) for one in hints(listing, request.user)],
        "replaced": own(request, form, "replaces"),
        "pasted": typed(request).get("pasted", ""),
        "draft_revision": request.POST.get("draft_revision", 0),
    }
    return render(request, template, context)


def typed(request: PersonalRequest) -> dict[str, Any]:
    """Return what was sent, by field name, cut where nobody reads on."""
    names = {*ListingForm.base_fields, "pasted"}
    return {name: text[:SHOWN_LIMIT] for name, text in request.POST.items() if name in names}


def own(request: PersonalRequest, form: ListingForm, name: str) -> Listing | None:
    """Return the listing that the new one replaces or resubmits, for the page to speak of it."""
    found = form.earlier(name)
    is_own = found and Listing.objects.of(request.user).contains(found)
    return found if is_own else None


def _begun(request: PersonalRequest, form: ListingForm, earlier: Listing | None) -> list[Draft]:
    """Return the other drafts that follow the same listing."""
    if earlier is None:
        return []
    found = Draft.objects.of(request.user).following(earlier)
    return [one for one in found if one.key != _key(form)]


def _draft_url(form: ListingForm) -> str:
    key = _key(form)
    return reverse("listings:draft", args=[key]) if key else ""


def _key(form: ListingForm) -> UUID | None:
    try:
        return UUID(str(form["submission_key"].value()))
    except ValueError:
        return None
