"""A step came too late: the page says for which thing, what became of it, and what was typed.

It serves every kind of thing of which nothing is left to look at. On the page of a thing that is
still there, what was typed is shown too.
"""

from http import HTTPStatus

from django import forms
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.audit.kinds import KINDS
from dengen.console.audit.trail import last_event, what_happened
from dengen.events.models import Event

NAMES = ("title", "label", "domain")  # the particulars that name what is gone

type Typed = list[tuple[str, str]]
type Place = tuple[object, str]  # what lists things of that kind: its name and address


def typed_in(form: forms.BaseForm | None) -> Typed:
    """Return label and text of what somebody typed into the form."""
    if form is None or not form.is_bound:
        return []
    texts = [(str(field.label), field.value()) for field in form if not field.is_hidden]
    return [(label, text) for label, text in texts if isinstance(text, str) and text.strip()]


def overtaken_page(
    request: PersonalRequest,
    name: str,
    told: str,
    place: Place,
    form: forms.BaseForm | None = None,
) -> HttpResponse:
    """Say what became of it, and that nothing was done; with everything that was typed."""
    context = {"name": name, "told": told, "place": place, "typed": typed_in(form)}
    status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.GONE
    return render(request, "console/overtaken.html", context, status=status)


def gone_page(
    request: PersonalRequest,
    kind: type[models.Model],
    pk: int,
    place: Place,
    form: forms.BaseForm | None = None,
) -> HttpResponse:
    """Do what `overtaken_page` does for a thing that is gone; raise `Http404` if it never was."""
    event = last_event(kind(pk=pk))
    if event is None:
        raise Http404
    told = what_happened(event)
    if request.method == "POST":
        told = _("すでになくなっているため、この操作は行われませんでした。%(what)s") % {
            "what": told
        }
    return overtaken_page(request, _name(event), told, place, form)


def _name(event: Event) -> str:
    kind = KINDS[event.subject_type].label
    called = next((str(event.particular(one)) for one in NAMES if event.particular(one)), "")
    if called:
        return _("%(kind)s「%(name)s」") % {"kind": kind, "name": called}
    return _("%(kind)s（番号：%(number)d）") % {"kind": kind, "number": event.subject_id}
