"""Pages that only members have: the operator's staff have the console."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect

from dengen.accounts.authentication.sessions.requests import PersonalRequest

type View = Callable[..., HttpResponse]


def member_required(view: View) -> View:
    """Send the operator's staff to the console."""

    @wraps(view)
    def guarded(request: PersonalRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_member:
            return redirect("console:home")
        return view(request, *args, **kwargs)

    return guarded
