"""住所自動入力 (manual §2.1): the towns of a postal code, from the bundled national table."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from dengen.japan.models import PostalCode


@login_not_required
@require_safe
def address(request: HttpRequest) -> JsonResponse:
    """`?postal_code=…` → `{"towns": [{"prefecture", "street", "label"}]}`; maybe none."""
    rows = PostalCode.objects.of(request.GET.get("postal_code", ""))
    towns = [
        {"prefecture": row.prefecture, "street": row.street, "label": str(row)} for row in rows
    ]
    return JsonResponse({"towns": towns})
