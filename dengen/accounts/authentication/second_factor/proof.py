"""That the second factor was proven: noted in the session, by nobody but the pages of this room."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from dengen import clock
from dengen.accounts.authentication import interrupted_form
from dengen.accounts.authentication.sessions.requests import PersonalRequest

PROVEN_AT_KEY = "second_factor_at"
SETTINGS_PAGE = "accounts:second-factor"
RECENT_PROOF = timedelta(minutes=15)

type View = Callable[..., HttpResponse]


def note_proof(request: HttpRequest) -> None:
    """Note that the person has just proven it; change the session's key as a login does."""
    request.session[PROVEN_AT_KEY] = clock.now().isoformat()
    request.session.cycle_key()


def proven_at(request: PersonalRequest) -> datetime | None:
    """Return when it was proven in this session; None if it never was."""
    noted = request.session.get(PROVEN_AT_KEY)
    return datetime.fromisoformat(noted) if noted else None


def before_second_factor(view: View) -> View:
    """Mark a page that staff may come to while they have no second factor yet."""
    view.is_before_second_factor = True  # type: ignore[attr-defined]  # as Django marks its views
    return view


def _wanted(request: PersonalRequest) -> str:
    if request.method == "GET":
        return request.path
    return interrupted_form.keep(request) or reverse(SETTINGS_PAGE)


def recent_proof_required(view: View) -> View:
    """Let only staff in, and only soon after they proved the second factor, in case they left.

    For the same reason what such a page answers, such as codes and keys, isn't kept to be shown
    again.
    """

    @wraps(view)
    def guarded(request: PersonalRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_member:
            raise Http404
        moment = proven_at(request)
        is_recent = moment is not None and clock.now() - moment < RECENT_PROOF
        if request.user.has_second_factor and not is_recent:
            following = _wanted(request)
            return redirect(f"{reverse('accounts:second-step')}?{urlencode({'next': following})}")
        return view(request, *args, **kwargs)

    guarded.is_shown_once = True  # type: ignore[attr-defined]  # see answering.py
    return guarded
