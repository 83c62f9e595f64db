"""The draft of 利用規約 and its preview."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Terms, TermsDraft
from dengen.console.desk.overtaken import Typed
from dengen.console.forms.terms import PublicationForm, TermsDraftForm
from dengen.console.guard import administrator_required, operator_required
from dengen.events.steps import Overtaken
from dengen.japan.written_days import long_moment
from dengen.ui.asking import Question, confirm_first
from dengen.ui.changes import changed_articles
from dengen.ui.numbers import number_in


@administrator_required
@require_http_methods(["GET", "HEAD", "POST"])
def terms_draft(request: PersonalRequest) -> HttpResponse:
    """Write the draft, which begins with the text in force."""
    draft = TermsDraft.get()
    if request.method != "POST":
        initial = {"text": draft.text_to_edit, "revision": draft.revision}
        return _draft_page(request, TermsDraftForm(initial=initial))
    form = TermsDraftForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, form, status=422)
    try:
        draft.write(by=request.user, **form.cleaned_data)
    except Overtaken as refusal:
        messages.error(request, f"{refusal}{who_wrote(draft)}")
        others = [(str(form.fields["text"].label), draft.text)]
        return _draft_page(request, form.beside(draft), others, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _draft_page(request, form, status=422)
    messages.success(request, _("下書きを保存しました。"))
    return redirect("console:terms-preview")


def _question_to_discard(request: PersonalRequest) -> Question:
    return Question(
        heading=_("利用規約の下書きを削除しますか？"),
        consequences=_("保存されている下書きが消えます。削除は取り消せません。%(who)s")
        % {"who": who_wrote(TermsDraft.get())},
        button=_("下書きを削除する"),
        place=_("利用規約"),
        back=reverse("console:terms-preview"),
    )


@administrator_required
@require_POST
@confirm_first(_question_to_discard)
def terms_draft_deletion(request: PersonalRequest) -> HttpResponse:
    """Throw the draft away."""
    draft = TermsDraft.get()
    try:
        draft.discard(by=request.user, revision=revision_read(request))
    except Overtaken as refusal:
        messages.error(request, f"{refusal}{who_wrote(draft)}")
        return redirect("console:terms-preview")
    messages.success(request, _("下書きを削除しました。"))
    return redirect("console:terms")


@operator_required
@require_safe
def terms_preview(request: PersonalRequest) -> HttpResponse:
    """Show the draft as members will see it, and what changes."""
    draft = TermsDraft.get()
    if not draft.is_begun:
        return redirect("console:terms")
    return preview_page(request, draft, PublicationForm())


def _draft_page(
    request: PersonalRequest, form: TermsDraftForm, others: Typed | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "others": others, "current": Terms.objects.current()}
    return render(request, "console/terms_draft.html", context, status=status)


def preview_page(
    request: PersonalRequest, draft: TermsDraft, form: PublicationForm, status: int = 200
) -> HttpResponse:
    """Return the page of the draft as members will see it, with the form that publishes it."""
    current = Terms.objects.current()
    context = {
        "form": form,
        "draft": draft,
        "current": current,
        "announced": Terms.objects.announced(),
        "articles": changed_articles(current.text if current else "", draft.text),
    }
    return render(request, "console/terms_preview.html", context, status=status)


def revision_read(request: PersonalRequest) -> int:
    """Return the revision of the draft that the page showed; -1 if it doesn't say."""
    revision = number_in(request.POST.get("revision"))
    return -1 if revision is None else revision


def who_wrote(draft: TermsDraft) -> str:
    """Return who changed the draft last, and when; "" if nobody has."""
    if draft.edited_by is None or draft.edited_at is None:
        return ""
    return _("%(moment)sに%(name)sさんが更新しました。") % {
        "moment": long_moment(draft.edited_at),
        "name": draft.edited_by.full_name,
    }
