"""A step that takes something away asks first: one press alone takes nothing.

`@confirm_first(question)` stands below the guards of a view that takes POST. A POST without
`confirmed` gets a page with the question; its button sends everything once more, confirmed, with
the revision that was shown. If the thing has changed by then, the step raises `Overtaken`, and the
question is asked again. If nothing is left to ask about, `question` raises `Overtaken`: the view is
then called as if it had been confirmed, and says why it does nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dengen.events.steps import Overtaken
from dengen.ui.sent_again import FORM_TOKEN, SEAL

CONFIRMED = "confirmed"
REVISION = "revision"
_OWN = {CONFIRMED, FORM_TOKEN, SEAL}

type View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Question:
    """What will be done, to what, with what consequences, and where to go without doing it."""

    heading: str
    consequences: str
    button: str
    place: str
    back: str
    about: str = ""
    revision: int | None = None  # of what is shown; None if the page before has sent it
    facts: tuple[tuple[str, str], ...] = ()  # what goes, and how the mail about it reads


def confirmation_page(
    request: HttpRequest, question: Question, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """Return the page that asks: for a view that has to look at what was sent before it may."""
    kept = _kept(request)
    if question.revision is not None:
        kept = [one for one in kept if one[0] != REVISION]
        kept.append((REVISION, str(question.revision)))
    context = {"question": question, "kept": kept}
    return render(request, "ui/question.html", context, status=status)


def confirm_first(question: Callable[..., Question]) -> Callable[[View], View]:
    """Make the view ask; `question` gets what the view gets and may raise what the view raises."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if CONFIRMED not in request.POST:
                with suppress(Overtaken):
                    return confirmation_page(request, question(request, *args, **kwargs))
                return view(request, *args, **kwargs)  # which says what became of it
            try:
                return view(request, *args, **kwargs)
            except Overtaken as refusal:
                messages.error(request, str(refusal))
                asked = question(request, *args, **kwargs)
                return confirmation_page(request, asked, HTTPStatus.CONFLICT)

        return asking

    return decorate


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OWN
        for value in values
    ]
