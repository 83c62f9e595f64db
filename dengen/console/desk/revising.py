"""Two people change the same thing: the second sees both texts before anything is replaced."""

from django import forms

from dengen.console.desk.overtaken import Typed


def others_text(typed: forms.BaseForm, kept: forms.BaseForm) -> Typed:
    """Return label and text of the fields in which what is kept by now isn't what was typed."""
    return [
        (str(field.label), _shown(field))
        for field in kept
        if not field.is_hidden and _plain(field) != _plain(typed[field.name])
    ]


def _plain(field: forms.BoundField) -> str:
    value = field.value()
    return "" if value is None else "\n".join(str(value).split("\r\n"))


def _shown(field: forms.BoundField) -> str:
    value = _plain(field)
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(value, value))
