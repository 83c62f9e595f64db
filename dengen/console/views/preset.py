"""否認理由のひな形: the operator's presets; those who decide edit them, auditors read."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengen.accounts.authentication.one_press import once
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.as_read import revision_read
from dengen.console.desk.overtaken import gone_page
from dengen.console.desk.revising import others_text
from dengen.console.forms.preset import PresetForm
from dengen.console.guard import decider_required, operator_required
from dengen.console.queues.review_queue import APPLICATIONS, LISTINGS
from dengen.events.steps import Overtaken
from dengen.listings.models import ReasonPreset
from dengen.ui.asking import Question, confirm_first

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@operator_required
@require_safe
def preset_list(request: PersonalRequest) -> HttpResponse:
    """Show all of them, by queue, in their order."""
    queues = [
        (queue, ReasonPreset.objects.of_queue(queue.name)) for queue in (LISTINGS, APPLICATIONS)
    ]
    return render(request, "console/presets.html", {"queues": queues})


@decider_required
@require_http_methods(READ_AND_WRITE)
def preset_new(request: PersonalRequest) -> HttpResponse:
    """Add a preset."""
    queue = request.GET.get("queue", "")
    preset = ReasonPreset(queue=queue if queue == APPLICATIONS.name else LISTINGS.name)
    return _edit(request, preset, _("ひな形を追加しました。"))


@decider_required
@require_http_methods(READ_AND_WRITE)
def preset(request: PersonalRequest, pk: int) -> HttpResponse:
    """Give a preset another text."""
    found = ReasonPreset.objects.filter(pk=pk).first()
    return _edit(request, found, _("ひな形を変更しました。")) if found else _gone(request, pk)


@decider_required
@require_POST
def preset_move(request: PersonalRequest, pk: int) -> HttpResponse:
    """Move a preset one place up, or down."""
    found = get_object_or_404(ReasonPreset, pk=pk)
    once(request, found.move, up=request.POST.get("direction") == "up")
    return redirect("console:preset-list")


@decider_required
@require_http_methods(READ_AND_WRITE)
def preset_deletion(request: PersonalRequest, pk: int) -> HttpResponse:
    """Ask, then take the preset away; do nothing if it is gone already."""
    if ReasonPreset.objects.filter(pk=pk).exists():
        return _removed(request, pk)
    messages.info(request, _("このひな形は、すでに削除されています。"))
    return redirect("console:preset-list")


def _question_to_remove(request: PersonalRequest, pk: int) -> Question:
    found = get_object_or_404(ReasonPreset, pk=pk)
    return Question(
        heading=_("このひな形を削除しますか？"),
        consequences=_("これまでに送った否認理由は変わりません。"),
        button=_("削除する"),
        place=_("否認理由のひな形"),
        back=reverse("console:preset-list"),
        facts=(
            (_("見出し"), found.label),
            (_("項目"), found.field_label),
            (_("文面"), found.text),
        ),
        revision=found.revision,
    )


@confirm_first(_question_to_remove)
def _removed(request: PersonalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ReasonPreset, pk=pk)
    found.remove(by=request.user, read=revision_read(request))
    messages.success(request, _("ひな形を削除しました。"))
    return redirect("console:preset-list")


def _edit(request: PersonalRequest, found: ReasonPreset, done: str) -> HttpResponse:
    is_sent = request.method == "POST"
    form = PresetForm(request.POST if is_sent else None, preset=found)
    if is_sent and form.is_valid():
        try:
            once(request, form.fill(found).keep, read=revision_read(request))
        except ValidationError as error:
            form.add_error(None, error)
        except Overtaken as refusal:
            return _overtaken(request, form, found.pk, refusal)
        else:
            messages.success(request, done)
            return redirect("console:preset-list")
    context = {
        "form": form,
        "preset": found,
        "revision": request.POST.get("revision", found.revision),
    }
    status = 422 if form.errors else 200
    return render(request, "console/preset.html", context, status=status)


def _overtaken(
    request: PersonalRequest, form: PresetForm, pk: int, refusal: Overtaken
) -> HttpResponse:
    """Show both texts, to be kept knowingly."""
    kept = ReasonPreset.objects.filter(pk=pk).first()
    if kept is None:
        return _gone(request, pk)
    messages.error(request, str(refusal))
    context = {
        "form": form,
        "preset": kept,
        "revision": kept.revision,
        "others": others_text(form, PresetForm(None, preset=kept)),
    }
    return render(request, "console/preset.html", context, status=409)


def _gone(request: PersonalRequest, pk: int) -> HttpResponse:
    place = _("否認理由のひな形"), reverse("console:preset-list")
    form = PresetForm(request.POST or None, preset=ReasonPreset(queue=LISTINGS.name))
    return gone_page(request, ReasonPreset, pk, place, form)
