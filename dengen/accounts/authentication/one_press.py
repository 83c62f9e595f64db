"""One press makes one thing, however often its form arrives.

The seal of a form (interrupted_form.py) is different on each page: together with what was typed it
identifies the press.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from dengen.accounts.authentication.interrupted_form import owner_of
from dengen.accounts.authentication.press import Press
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.ui.sent_again import FORM_TOKEN


def once(request: PersonalRequest, step: Callable[..., Any], **values: Any) -> Any:
    """Take a step in the name of who is logged in, once for each press; return what it made.

    Raise what the step raises, which can then be pressed again.
    """
    values["by"] = request.user
    if owner_of(request) != request.user.pk:  # a form of no page
        return step(**values)
    return Press.once(_key(request), lambda: step(**values))


def _key(request: PersonalRequest) -> str:
    digest = blake2b(request.path.encode(), digest_size=32)
    for name, sent in sorted(request.POST.lists()):
        if name != FORM_TOKEN:  # which a script renews
            digest.update(repr((name, sent)).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            digest.update(repr((name, file.name)).encode())
            for chunk in file.chunks():
                digest.update(chunk)
    return digest.hexdigest()
