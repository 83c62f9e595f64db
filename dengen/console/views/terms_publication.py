"""Publishing the draft of 利用規約, once its mail was shown."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.mails.terms import terms_letter, who_is_told_of_terms
from dengen.accounts.models import TermsDraft
from dengen.console.forms.terms import PublicationForm
from dengen.console.guard import administrator_required
from dengen.console.views.terms_draft import preview_page, who_wrote
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.japan.written_days import long_day


@administrator_required
@require_POST
def terms_publication(request: PersonalRequest) -> HttpResponse:
    """Show the mail and to how many it goes; the draft becomes the next version when confirmed."""
    draft = TermsDraft.get()
    if not draft.is_begun:
        messages.info(request, _("下書きはありません。すでに公表されたか、削除されています。"))
        return redirect("console:terms")
    form = PublicationForm(request.POST)
    if not form.is_valid():
        return preview_page(request, draft, form, status=422)
    if "confirmed" not in request.POST:
        return _confirmation_page(request, draft, form)
    try:
        published = draft.publish(by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return preview_page(request, draft, form, status=422)
    except StepNotAllowed as refusal:
        who = who_wrote(draft) if isinstance(refusal, Overtaken) else ""
        messages.error(request, f"{refusal}{who}")
        return preview_page(request, draft, PublicationForm(), status=409)
    numbers = {"version": published.version, "day": long_day(published.effective_on)}
    messages.success(
        request,
        _("第%(version)d版を公表しました。%(day)sから適用されます。全会員にメールで知らせます。")
        % numbers,
    )
    return redirect("console:terms")


def _confirmation_page(
    request: PersonalRequest, draft: TermsDraft, form: PublicationForm
) -> HttpResponse:
    try:
        letter = draft.rehearse(by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return preview_page(request, draft, form, status=422)
    except StepNotAllowed as refusal:
        messages.error(request, f"{refusal}{who_wrote(draft)}")
        return preview_page(request, draft, PublicationForm(), status=409)
    context = {
        "form": form,
        "draft": draft,
        "letter": terms_letter(letter, request.user),
        "count": who_is_told_of_terms().count(),
        "day": long_day(form.cleaned_data["effective_on"]),
    }
    return render(request, "console/terms_publication.html", context)
