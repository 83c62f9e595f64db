"""Keeping what stands in the form."""

from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.listings.drafts.draft import key_apart
from dengen.listings.models import Draft
from dengen.listings.views.form_page import typed
from dengen.ui.numbers import number_in


def keep_draft(request: PersonalRequest, key: UUID) -> Draft | None:
    """Keep what was typed under the form's key; return and raise what `Draft.keep` raises."""
    return Draft.keep(
        by=request.user, key=key, values=_values(request), revision=_revision(request)
    )


def set_apart(request: PersonalRequest) -> None:
    """Let the sent form go on under a key of its own; what the key was for stays as it is."""
    sent = request.POST.copy()
    sent["submission_key"] = str(key_apart(_key(request), _revision(request)))
    sent["draft_revision"] = "0"
    request.POST = sent  # type: ignore[assignment]  # from here on this is what was sent


def go_on_apart_if_overtaken(request: PersonalRequest) -> None:
    """Let the form that was sent by an overtaken page go on by itself, and say so."""
    try:
        key = _key(request)
    except ValueError:
        return
    values, revision = _values(request), _revision(request)
    if Draft.is_overtaken(by=request.user, key=key, values=values, revision=revision):
        set_apart(request)
        messages.info(
            request,
            _(
                "この下書きは、別の画面で更新されています。こちらの内容は、別のものとして続けられます。"
                "別の画面の内容は、MY掲載の下書きに残っています。"
            ),
        )


def _key(request: PersonalRequest) -> UUID:
    return UUID(request.POST.get("submission_key", ""))


def _values(request: PersonalRequest) -> dict[str, str]:
    return {name: text for name, text in typed(request).items() if name != "submission_key"}


def _revision(request: PersonalRequest) -> int:
    """Return the revision that the page began with; 0 if it began without a draft."""
    return number_in(request.POST.get("draft_revision")) or 0
