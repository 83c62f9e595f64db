"""新規掲載: filling in, reading the template, confirming, handing in (manual §3.1 ③–⑤)."""

from contextlib import suppress
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.japan.written_days import long_day
from dengen.listings.forms.listing import ListingForm
from dengen.listings.listing.blank import proposed
from dengen.listings.models import Listing
from dengen.listings.views.drafting import go_on_apart_if_overtaken, keep_draft, set_apart
from dengen.listings.views.form_page import form_page, shown, typed
from dengen.listings.views.guard import member_required
from dengen.listings.views.template import take_over


@member_required
def new(request: PersonalRequest) -> HttpResponse:
    """Serve the form, its preview and confirmation at one address; hand in at last."""
    if request.method != "POST":
        return _begin(request)
    if "keep" not in request.POST and "keep_apart" not in request.POST:
        go_on_apart_if_overtaken(request)
    for name, answer in BUTTONS.items():
        if name in request.POST:
            return answer(request)
    form = ListingForm.sent_by(request.user, request.POST)
    if not form.is_valid():
        return form_page(request, form)
    if "submit" not in request.POST:
        return shown(request, form, "listings/confirmation.html")
    return _submit(request, form)


def _begin(request: PersonalRequest) -> HttpResponse:
    """Show an empty form; or what was sent after the session had ended: nobody types that anew."""
    if kept := interrupted_form.kept_form(request):
        sent = {name: values[-1] for name, values in kept.values.items()}
        return form_page(request, ListingForm(initial=sent))
    form = ListingForm(initial={**proposed(request.user), "submission_key": uuid4()})
    return form_page(request, form)


def _with_template(request: PersonalRequest) -> HttpResponse:
    """Fill in what the pasted template says; whatever was typed stays, unless all is asked for."""
    pasted, is_all = request.POST.get("pasted", ""), request.POST["read"] == "all"
    taken_over = take_over(pasted, typed(request), request.user, replaces=is_all)
    return form_page(request, ListingForm(initial=taken_over.values), taken_over)


def _keep(request: PersonalRequest) -> HttpResponse:
    """Keep a draft for people without scripts; with them, the form keeps itself."""
    try:
        kept = keep_draft(request, UUID(request.POST.get("submission_key", "")))
    except (ValueError, StepNotAllowed) as refusal:
        messages.error(request, str(refusal))
        form = ListingForm(initial=typed(request))
        return form_page(request, form, is_overtaken=isinstance(refusal, Overtaken))
    if kept is None:
        messages.info(request, _("まだ何も入力されていないため、下書きは保存していません。"))
        return form_page(request, ListingForm(initial=typed(request)))
    messages.success(request, _("下書きを保存しました。MY掲載からいつでも続きを書けます。"))
    return redirect("listings:draft", key=kept.key)


def _keep_apart(request: PersonalRequest) -> HttpResponse:
    """Keep this page's draft too; what another page saved or handed in stays."""
    with suppress(ValueError):
        set_apart(request)
    return _keep(request)


def _mend(request: PersonalRequest) -> HttpResponse:
    """Show the form again, with everything that was typed."""
    return form_page(request, ListingForm(initial=typed(request)))


def _preview(request: PersonalRequest) -> HttpResponse:
    """Show it as others will see it, whatever is still missing."""
    form = ListingForm.sent_by(request.user, request.POST)
    form.is_valid()
    return shown(request, form, "listings/preview.html")


# What the form's other buttons do; without one of them it goes on to the confirmation.
BUTTONS = {
    "read": _with_template,
    "keep": _keep,
    "keep_apart": _keep_apart,
    "mend": _mend,
    "preview": _preview,
}


def _submit(request: PersonalRequest, form: ListingForm) -> HttpResponse:
    filled_in = form.listing()
    try:
        listing: Listing = filled_in.submit(by=request.user, html=form.cleaned_data["html"])
    except ValidationError as error:
        form.refuse(error)
        return form_page(request, form)
    if listing is not filled_in and not form.says_the_same_as(listing):
        form.start_afresh(listing)
        return form_page(request, form)
    messages.success(
        request,
        _(
            "申請が完了しました（%(kind)s：「%(title)s」）。通常%(day)sごろまでに審査し、"
            "結果をメールでお知らせします。承認されるまで、他の会員には表示されません。"
        )
        % {"kind": listing.kind, "title": listing.title, "day": long_day(listing.due_on)},
    )
    return redirect("listings:mine")
