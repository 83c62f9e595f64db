"""Outgoing mails: their state, trying again, sending anew, and whether the mail server answers."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.one_press import once
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.desk.workers import workers
from dengen.console.forms.searching import searched_text
from dengen.console.guard import decider_required, operator_required
from dengen.events.steps import StepNotAllowed
from dengen.mail.models import MailServer, Message
from dengen.ui.asking import Question, confirm_first


@operator_required
@require_safe
def mail_list(request: PersonalRequest) -> HttpResponse:
    """Show the mails, newest first; `?state=` and `q` narrow them."""
    state = request.GET.get("state", "")
    text = searched_text(request)
    found = Message.objects.matching(text).order_by("-pk").defer("body")
    found = found.prefetch_related("deliveries")
    if state in Message.State.values:
        found = found.filter(state=state)
    page = Paginator(found, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    counts = dict(Message.objects.values_list("state").annotate(Count("pk")).order_by())
    context = {
        "page_obj": page,
        "waiting_count": counts.get(Message.State.WAITING, 0),
        "text": text,
        "state": state,
        "tabs": [(value, label, counts.get(value, 0)) for value, label in Message.State.choices],
        "total": sum(counts.values()),
        "server": MailServer.seen(),
        **workers(),
    }
    return render(request, "console/mail_list.html", context)


@operator_required
@require_safe
def mail(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show one mail: its text, unless it holds a key to an account, and what became of it."""
    return render(request, "console/mail.html", {"mail": get_object_or_404(Message, pk=pk)})


@decider_required
@require_POST
def mail_retry(request: PersonalRequest, pk: int) -> HttpResponse:
    """Send it again at the worker's next look, to the one address named or to all."""
    address = request.POST.get("address", "")
    once(request, get_object_or_404(Message, pk=pk).retry, address=address)
    messages.success(request, _("まもなく、もう一度送信します。"))
    return redirect("console:mail", pk=pk)


@decider_required
@require_POST
def mail_resending(request: PersonalRequest, pk: int) -> HttpResponse:
    """Send the same text once more, to the one address that is named or to all."""
    found = get_object_or_404(Message, pk=pk)
    try:
        copy = once(request, found.resend, address=request.POST.get("address", ""))
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("console:mail", pk=pk)
    messages.success(request, _("同じ内容のメールを送信待ちに加えました。"))
    return redirect("console:mail", pk=copy.pk)


def _question_to_release(request: PersonalRequest) -> Question:
    return Question(
        heading=_("メールの送信を再開しますか？"),
        consequences=_(
            "送信待ち%(count)d件が順に送られます。送ったメールは取り消せません。"
            "復元の前に送信済みのものが含まれていないか、一覧でご確認ください。"
        )
        % {"count": Message.objects.filter(state=Message.State.WAITING).count()},
        button=_("送信を再開する"),
        place=_("送信メール"),
        back=f"{reverse('console:mail-list')}?state=waiting",
    )


@decider_required
@require_POST
@confirm_first(_question_to_release)
def mail_release(request: PersonalRequest) -> HttpResponse:
    """Send what a restoration has held."""
    MailServer.release(by=request.user)
    messages.success(request, _("メールの送信を再開しました。"))
    return redirect("console:mail-list")


@decider_required
@require_POST
def mail_test(request: PersonalRequest) -> HttpResponse:
    """Mail oneself a test, which shows whether mails go out."""
    once(request, MailServer.test)
    messages.success(
        request,
        _("%(address)s へテストメールを送ります。届かない場合は、下の状態をご確認ください。")
        % {"address": "、".join(request.user.addresses)},
    )
    return redirect("console:mail-list")
