"""利用規約: the version in force, the announced one, the draft and its preview."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.mails.terms import terms_letter, who_is_told_of_terms
from dengen.accounts.models import Terms, TermsDraft
from dengen.console.guard import administrator_required, operator_required
from dengen.console.overtaken import Typed
from dengen.console.terms_forms import PublicationForm, TermsDraftForm
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.japan.written_days import long_day, long_moment
from dengen.ui.asking import Question, asks_first
from dengen.ui.changes import changed_articles
from dengen.ui.numbers import number_in


@operator_required
@require_safe
def terms(request: PersonalRequest) -> HttpResponse:
    """Show where the terms stand, and all versions."""
    context = {
        "current": Terms.objects.current(),
        "announced": Terms.objects.announced(),
        "draft": TermsDraft.get(),
        "versions": Terms.objects.select_related("published_by").order_by("-version"),
    }
    return render(request, "console/terms.html", context)


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
        messages.error(request, f"{refusal}{_who_wrote(draft)}")
        others = [(str(form.fields["text"].label), draft.text)]
        return _draft_page(request, form.beside(draft), others, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _draft_page(request, form, status=422)
    messages.success(request, _("下書きを保存しました。"))
    return redirect("console:terms-preview")


def _whether_to_discard(request: PersonalRequest) -> Question:
    return Question(
        heading=_("利用規約の下書きを削除しますか？"),
        consequences=_("保存されている下書きが消えます。削除は取り消せません。%(who)s")
        % {"who": _who_wrote(TermsDraft.get())},
        button=_("下書きを削除する"),
        place=_("利用規約"),
        back=reverse("console:terms-preview"),
    )


@administrator_required
@require_POST
@asks_first(_whether_to_discard)
def terms_draft_deletion(request: PersonalRequest) -> HttpResponse:
    """Throw the draft away."""
    draft = TermsDraft.get()
    try:
        draft.discard(by=request.user, revision=_revision(request))
    except Overtaken as refusal:
        messages.error(request, f"{refusal}{_who_wrote(draft)}")
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
    return _preview_page(request, draft, PublicationForm())


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
        return _preview_page(request, draft, form, status=422)
    if "confirmed" not in request.POST:
        return _confirmation_page(request, draft, form)
    try:
        published = draft.publish(by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return _preview_page(request, draft, form, status=422)
    except StepNotAllowed as refusal:
        who = _who_wrote(draft) if isinstance(refusal, Overtaken) else ""
        messages.error(request, f"{refusal}{who}")
        return _preview_page(request, draft, PublicationForm(), status=409)
    numbers = {"version": published.version, "day": long_day(published.effective_on)}
    messages.success(
        request,
        _("第%(version)d版を公表しました。%(day)sから適用されます。全会員にメールで知らせます。")
        % numbers,
    )
    return redirect("console:terms")


def _whether_to_cancel(request: PersonalRequest, version: int) -> Question:
    published, draft = get_object_or_404(Terms, version=version), TermsDraft.get()
    return Question(
        heading=_("利用規約の第%(version)d版を取り下げますか？") % {"version": published.version},
        consequences=_("取り下げたことを、全会員にメールで知らせます。%(draft)s")
        % {"draft": _what_becomes_of_text(draft)},
        button=_("第%(version)d版を取り下げる") % {"version": published.version},
        place=_("利用規約"),
        back=reverse("console:terms"),
        revision=draft.revision,
    )


def _what_becomes_of_text(draft: TermsDraft) -> str:
    if draft.is_begun:
        return _("作成中の下書きがあるため、この版の本文は下書きに戻りません。")
    return _("本文は下書きに戻ります。")


@administrator_required
@require_POST
@asks_first(_whether_to_cancel)
def terms_cancellation(request: PersonalRequest, version: int) -> HttpResponse:
    """Withdraw an announced version before its day."""
    published = get_object_or_404(Terms, version=version)
    try:
        TermsDraft.get().restore(published, by=request.user, revision=_revision(request))
    except Overtaken:
        raise
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("第%(version)d版を取り下げました。全会員にメールで知らせます。")
            % {"version": published.version},
        )
    return redirect("console:terms")


def _draft_page(
    request: PersonalRequest, form: TermsDraftForm, others: Typed | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "others": others, "current": Terms.objects.current()}
    return render(request, "console/terms_draft.html", context, status=status)


def _preview_page(
    request: PersonalRequest, draft: TermsDraft, form: PublicationForm, status: int = 200
) -> HttpResponse:
    current = Terms.objects.current()
    context = {
        "form": form,
        "draft": draft,
        "current": current,
        "announced": Terms.objects.announced(),
        "articles": changed_articles(current.text if current else "", draft.text),
    }
    return render(request, "console/terms_preview.html", context, status=status)


def _confirmation_page(
    request: PersonalRequest, draft: TermsDraft, form: PublicationForm
) -> HttpResponse:
    try:
        letter = draft.rehearse(by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return _preview_page(request, draft, form, status=422)
    except StepNotAllowed as refusal:
        messages.error(request, f"{refusal}{_who_wrote(draft)}")
        return _preview_page(request, draft, PublicationForm(), status=409)
    context = {
        "form": form,
        "draft": draft,
        "letter": terms_letter(letter, request.user),
        "count": who_is_told_of_terms().count(),
        "day": long_day(form.cleaned_data["effective_on"]),
    }
    return render(request, "console/terms_publication.html", context)


def _revision(request: PersonalRequest) -> int:
    revision = number_in(request.POST.get("revision"))
    return -1 if revision is None else revision


def _who_wrote(draft: TermsDraft) -> str:
    if draft.edited_by is None or draft.edited_at is None:
        return ""
    return _("%(moment)sに%(name)sさんが更新しました。") % {
        "moment": long_moment(draft.edited_at),
        "name": draft.edited_by.full_name,
    }
