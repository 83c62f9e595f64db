"""Keeping what stands in the form."""

from uuid import UUID

from dengen.accounts.requests import PersonalRequest
from dengen.listings.models import Draft
from dengen.listings.views.form_page import typed
from dengen.ui.numbers import number_in


def keep_draft(request: PersonalRequest, key: UUID) -> Draft:
    """Keeps what was typed under the form's key; raises as `Draft.keep`."""
    values = {name: text for name, text in typed(request).items() if name != "submission_key"}
    return Draft.keep(by=request.user, key=key, values=values, revision=_revision(request))


def _revision(request: PersonalRequest) -> int:
    """The revision that the page began with; 0 if it began without a draft."""
    return number_in(request.POST.get("draft_revision")) or 0
