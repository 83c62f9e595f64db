"""Reading what is pasted into the editor: it then shows what others will read."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.listings.rich_text import TooMuch, clean_rich_text
from dengen.listings.views.guard import member_required
from dengen.ui.in_json import in_json


@in_json
@member_required
@require_POST
def rich_text(request: PersonalRequest) -> HttpResponse:
    """Answer markup from elsewhere as it would be kept, as JSON; nothing is kept here."""
    try:
        return JsonResponse({"html": clean_rich_text(request.POST.get("html", ""))})
    except TooMuch as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
