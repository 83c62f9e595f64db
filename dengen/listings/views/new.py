"""新規掲載: filling in, reading the template, confirming, handing in (manual §3.1 ③–⑤)."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dengen.accounts.requests import PersonalRequest
from dengen.listings.forms.listing import ListingForm, proposed
from dengen.listings.models import Listing
from dengen.listings.template_reader import TEMPLATE, Reading, read_template
from dengen.listings.views.guard import member_required
from dengen.ui.templatetags.ui import date_ja

SHOWN_LIMIT = 100_000  # of what is shown again; ten megabytes are not


@member_required
def new(request: PersonalRequest) -> HttpResponse:
    """One address for the form and its confirmation; nothing is stored until it is handed in."""
    if request.method != "POST":
        form = ListingForm(initial={**proposed(request.user), "submission_key": uuid4()})
        return form_page(request, form)
    if "read" in request.POST:
        return _with_template(request)
    form = ListingForm(request.POST)
    if "mend" in request.POST:
        return form_page(request, ListingForm(initial=_typed(request)))
    if not form.is_valid():
        return form_page(request, form)
    if "submit" not in request.POST:
        return _confirmation(request, form)
    return _submit(request, form)


def form_page(
    request: PersonalRequest, form: ListingForm, reading: Reading | None = None
) -> HttpResponse:
    """The form as it stands; with what a template said, and what it said in vain."""
    resubmitted = _own(request, form, "resubmits")
    denial = resubmitted.latest_decision if resubmitted else None
    if denial:
        form.show_remarks(denial.remarks)
    context = {
        "form": form,
        "template": TEMPLATE,
        "reading": reading,
        "pasted": _pasted(request),
        "replaced": _own(request, form, "replaces"),
        "denial": denial,
    }
    if reading:
        context["read_labels"] = [form.fields[name].label for name in _read_names(reading)]
    return render(request, "listings/new.html", context)


def _own(request: PersonalRequest, form: ListingForm, name: str) -> Listing | None:
    """The listing that the new one replaces or resubmits, for the page to speak of it."""
    try:
        found = form.fields[name].clean(form[name].value())
    except ValidationError:
        return None
    is_own = found and Listing.objects.of(request.user).contains(found)
    return found if is_own else None


def _with_template(request: PersonalRequest) -> HttpResponse:
    """Fills in what the pasted template says; whatever else was typed stays."""
    reading = read_template(request.POST.get("pasted", ""))
    values = _typed(request) | reading.values
    if reading.notes:
        values["html"] = values.pop("notes")
    return form_page(request, ListingForm(initial=values), reading)


def _read_names(reading: Reading) -> list[str]:
    return ["html" if name == "notes" else name for name in reading.values]


def _pasted(request: PersonalRequest) -> str:
    return request.POST.get("pasted", "")[:SHOWN_LIMIT]


def _typed(request: PersonalRequest) -> dict[str, Any]:
    names = ListingForm.base_fields
    return {name: text[:SHOWN_LIMIT] for name, text in request.POST.items() if name in names}


def _confirmation(request: PersonalRequest, form: ListingForm) -> HttpResponse:
    listing = form.listing()
    listing.owner = request.user
    context = {
        "form": form,
        "listing": listing,
        "html": form.cleaned_data["html"],
        "replaced": _own(request, form, "replaces"),
        "pasted": _pasted(request),
    }
    return render(request, "listings/confirmation.html", context)


def _submit(request: PersonalRequest, form: ListingForm) -> HttpResponse:
    typed = form.listing()
    try:
        listing: Listing = typed.submit(by=request.user, html=form.cleaned_data["html"])
    except ValidationError as error:
        form.add_error(None, error)
        return form_page(request, form)
    if listing is not typed and not form.says_the_same_as(listing):
        form.start_afresh(listing)
        return form_page(request, form)
    messages.success(
        request,
        _(
            "「%(title)s」の掲載を申請しました。通常%(day)sごろまでに、結果をメールでお知らせします。"
        )
        % {"title": listing.title, "day": date_ja(listing.due_on)},
    )
    return redirect("listings:mine")
