"""お知らせ: every mail to a member stands on the board too, so that a lost one loses nothing."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.mail.models import Message


@require_safe
def inbox(request: PersonalRequest) -> HttpResponse:
    """Show all of one's own, newest first."""
    letters = Message.objects.to_be_read_by(request.user)
    page = Paginator(letters, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/inbox.html", {"page_obj": page})


@require_safe
def letter(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show one of them; 404 for anybody else's."""
    found = get_object_or_404(Message.objects.to_be_read_by(request.user), pk=pk)
    return render(request, "accounts/letter.html", {"letter": found})
