"""A step is taken on what was read: in which revision, and what is told if it is another now."""

from typing import Any

from django.utils.translation import gettext as _

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.audit.trail import last_step
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.ui.numbers import number_in


def revision_read(request: PersonalRequest) -> int:
    """Return the revision that the page showed; 0, which no row has, if it doesn't say."""
    return number_in(request.POST.get("revision")) or 0


def refusal_text(refusal: StepNotAllowed, item: Any) -> str:
    """Return why nothing was done, and if somebody else was faster: who did what and when."""
    return f"{refusal}{last_step(item)}" if isinstance(refusal, Overtaken) else str(refusal)


def repetition_text(item: Any) -> str:
    """Return that nothing was done, as this very person had done it before, and when."""
    told = _("ご自身がすでに処理しているため、今回は何も行っていません。")
    return f"{told}{last_step(item)}"
