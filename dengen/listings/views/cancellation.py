"""Taking back what waits, to mend it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.events.steps import StepNotAllowed
from dengen.listings.models import Listing
from dengen.listings.views.guard import member_required
from dengen.ui.asking import Question, confirm_first


def _question(request: PersonalRequest, pk: int) -> Question:
    listing = get_object_or_404(Listing, pk=pk, owner=request.user)
    listing.check_waits()
    return Question(
        heading=_("申請を取り下げますか？"),
        consequences=_(
            "審査の順番は取り消され、内容は下書きに戻ります。修正して、またはそのまま、もう一度申請できます。"
        ),
        button=_("取り下げて修正する"),
        place=_("MY掲載"),
        back=reverse("listings:mine"),
        about=listing.title,
    )


@member_required
@require_POST
@confirm_first(_question)
def cancellation(request: PersonalRequest, pk: int) -> HttpResponse:
    """Withdraw the listing; lead to the form with everything that was handed in."""
    listing = get_object_or_404(Listing, pk=pk, owner=request.user)
    try:
        draft = listing.cancel(by=request.user)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("listings:mine")
    messages.success(
        request,
        _(
            "「%(title)s」の申請を取り下げました。内容は下書きに残っています。修正して、またはそのまま、もう一度申請できます。"
        )
        % {"title": listing.title},
    )
    return redirect("listings:draft", key=draft.key)
