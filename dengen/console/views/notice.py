"""お知らせの掲示: what members read on their home page for a time."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengen.accounts.authentication.one_press import once
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Notice
from dengen.console.desk.as_read import revision_read
from dengen.console.desk.overtaken import gone_page
from dengen.console.desk.revising import others_text
from dengen.console.forms.notice import NoticeForm
from dengen.console.guard import administrator_required, operator_required
from dengen.events.steps import Overtaken
from dengen.japan.business_days import today
from dengen.ui.asking import Question, confirm_first


@operator_required
@require_safe
def notice_list(request: PersonalRequest) -> HttpResponse:
    """Show all of them, also those to come and those that are over."""
    notices = Notice.objects.select_related("changed_by")
    return render(request, "console/notice_list.html", {"notices": notices})


@administrator_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_new(request: PersonalRequest) -> HttpResponse:
    """Write a new one, show it, and put it up."""
    return _written(request, Notice(start_on=today()))


@administrator_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: PersonalRequest, pk: int) -> HttpResponse:
    """Change an old notice."""
    found = Notice.objects.filter(pk=pk).first()
    return _written(request, found) if found else _gone(request, pk)


def _question_to_take_down(request: PersonalRequest, pk: int) -> Question:
    found = get_object_or_404(Notice, pk=pk)
    return Question(
        heading=_("お知らせ「%(title)s」を取り下げますか？") % {"title": found.title},
        consequences=_("会員のホーム画面に表示されなくなります。取り下げは取り消せません。"),
        button=_("取り下げる"),
        place=_("お知らせの掲示"),
        back=reverse("console:notice-list"),
        about=found.text,
        revision=found.revision,
    )


@administrator_required
@require_POST
def notice_removal(request: PersonalRequest, pk: int) -> HttpResponse:
    """Take the notice down, for good."""
    is_there = Notice.objects.filter(pk=pk).exists()
    return _taken_down(request, pk) if is_there else _gone(request, pk)


@confirm_first(_question_to_take_down)
def _taken_down(request: PersonalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Notice, pk=pk)
    found.take_down(by=request.user, read=revision_read(request))
    messages.success(request, _("お知らせを取り下げました。"))
    return redirect("console:notice-list")


def _written(request: PersonalRequest, found: Notice) -> HttpResponse:
    form = NoticeForm(request.POST or None, instance=found)
    context = {
        "form": form,
        "revision": request.POST.get("revision", found.revision),
        "notice": found,
    }
    if form.is_valid() and "publish" in request.POST:
        try:
            once(request, form.instance.publish, read=revision_read(request))
        except ValidationError as error:
            form.add_error(None, error)
        except Overtaken as refusal:
            return _overtaken(request, form, refusal)
        else:
            messages.success(request, _("お知らせを掲示しました。"))
            return redirect("console:notice-list")
    context["is_preview"] = form.is_valid() and "mend" not in request.POST
    return render(request, "console/notice.html", context)


def _overtaken(request: PersonalRequest, form: NoticeForm, refusal: Overtaken) -> HttpResponse:
    """Show both texts, to be kept knowingly."""
    kept = Notice.objects.filter(pk=form.instance.pk).first()
    if kept is None:
        return _gone(request, form.instance.pk)
    messages.error(request, str(refusal))
    context = {
        "form": form,
        "revision": kept.revision,
        "notice": kept,
        "others": others_text(form, NoticeForm(instance=kept)),
    }
    return render(request, "console/notice.html", context, status=409)


def _gone(request: PersonalRequest, pk: int) -> HttpResponse:
    place = _("お知らせの掲示"), reverse("console:notice-list")
    return gone_page(request, Notice, pk, place, NoticeForm(request.POST or None))
