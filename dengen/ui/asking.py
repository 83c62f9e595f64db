"""A step that takes something away is asked about first: one press alone takes nothing.

`@asks_first(question)` stands below the guards of a view that takes POST. Without `confirmed` in
it, a POST gets a page with the question, whose button sends all that was sent once more, confirmed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dengen.ui.sent_again import FORM_TOKEN, SEAL

CONFIRMED = "confirmed"
_OWN = {CONFIRMED, FORM_TOKEN, SEAL}

type View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Question:
    """What will be done, to what, what comes of it, and where one goes without doing it."""

    heading: str
    consequences: str
    button: str
    place: str
    back: str
    about: str = ""
    facts: tuple[tuple[str, str], ...] = ()  # what goes, and how the mail about it reads


def ask(request: HttpRequest, question: Question) -> HttpResponse:
    """Return the page that asks: for a view that has to look at what was sent before it may."""
    return render(request, "ui/question.html", {"question": question, "kept": _kept(request)})


def asks_first(question: Callable[..., Question]) -> Callable[[View], View]:
    """Make the view ask; `question` gets what the view gets and may raise what the view raises."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if CONFIRMED in request.POST:
                return view(request, *args, **kwargs)
            return ask(request, question(request, *args, **kwargs))

        return asking

    return decorate


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OWN
        for value in values
    ]
