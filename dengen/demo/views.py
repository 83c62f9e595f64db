"""Reading the outgoing mails, and previewing every one that the board can write."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dengen.demo.mail_samples import all_kinds, sample
from dengen.mail.models import Message


@login_not_required
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """Show the outbox, newest first."""
    messages = Message.objects.order_by("-created_at", "-pk")
    page = Paginator(messages, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "demo/mail_list.html", {"page_obj": page})


@login_not_required
@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail as it is sent."""
    return render(request, "demo/mail.html", {"mail": get_object_or_404(Message, pk=pk)})


@login_not_required
@require_safe
def mail_preview_list(request: HttpRequest) -> HttpResponse:
    """Show every mail that the board can write."""
    letters = [(kind, sample(kind)) for kind in all_kinds()]
    return render(request, "demo/mail_preview_list.html", {"letters": letters})


@login_not_required
@require_safe
def mail_preview(request: HttpRequest, kind: str) -> HttpResponse:
    """Show one of them, with the demo's people in it."""
    if kind not in all_kinds():
        raise Http404
    return render(request, "demo/mail_preview.html", {"letter": sample(kind), "kind": kind})
