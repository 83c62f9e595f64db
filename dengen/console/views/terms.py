"""利用規約: the version in force, the announced one, and its withdrawal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Terms, TermsDraft
from dengen.console.guard import administrator_required, operator_required
from dengen.console.views.terms_draft import revision_read
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.ui.asking import Question, confirm_first


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


def _question_to_cancel(request: PersonalRequest, version: int) -> Question:
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
@confirm_first(_question_to_cancel)
def terms_cancellation(request: PersonalRequest, version: int) -> HttpResponse:
    """Withdraw an announced version before its day."""
    published = get_object_or_404(Terms, version=version)
    try:
        TermsDraft.get().restore(published, by=request.user, revision=revision_read(request))
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
