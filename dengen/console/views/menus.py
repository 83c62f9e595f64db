"""運営 and 監査・集計: where the console's other pages are found."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.guard import operator_required
from dengen.console.menus import OPERATION, OVERSIGHT, menu_page


@operator_required
@require_safe
def operation(request: PersonalRequest) -> HttpResponse:
    """Show what keeps the board running."""
    return menu_page(request, _("運営"), OPERATION)


@operator_required
@require_safe
def oversight(request: PersonalRequest) -> HttpResponse:
    """Show what happened on the board, and in figures."""
    return menu_page(request, _("監査・集計"), OVERSIGHT)
