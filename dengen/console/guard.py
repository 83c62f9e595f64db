"""Who may enter the console: the operator's staff, and for decisions those who decide."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase

from dengen.accounts.authentication.sessions.requests import PersonalRequest

type View = Callable[..., HttpResponseBase]


def operator_required(view: View) -> View:
    """Let the operator's staff in, auditors included; a member doesn't learn that it exists."""

    @wraps(view)
    def guarded(request: PersonalRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_operator:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def decider_required(view: View) -> View:
    """Do what `operator_required` does, and answer 403 to staff who only read."""
    return _required("may_decide", view)


def administrator_required(view: View) -> View:
    """Do what `operator_required` does, and answer 403 to staff who don't run the board."""
    return _required("may_administer", view)


def _required(permission: str, view: View) -> View:
    @operator_required
    @wraps(view)
    def guarded(request: PersonalRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not getattr(request.user, permission):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
