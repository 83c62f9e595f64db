"""A hidden field's error speaks of the page: nobody can mend a field that isn't shown."""

from collections.abc import Iterator

from django import forms
from django.urls import get_resolver

SEEN = (
    "required",
    "invalid",
    "invalid_choice",
    "max_length",
)  # the errors that a page sent by hand can meet


def all_forms() -> set[type[forms.BaseForm]]:
    """Every form that an address leads to."""
    assert get_resolver().url_patterns  # imports them
    found: set[type] = set()
    rest = [forms.Form, forms.ModelForm]
    while rest:
        fresh = set(rest.pop().__subclasses__()) - found
        found |= fresh
        rest += fresh
    return {one for one in found if one.__module__.startswith("dengen.")}


def hidden_fields() -> Iterator[tuple[str, forms.Field]]:
    """Each hidden field, and how a message names it."""
    for form in all_forms():
        for name, field in form.base_fields.items():
            if field.widget.is_hidden:
                yield f"{form.__name__}.{name}", field


def _can_meet(field: forms.Field, code: str) -> bool:
    if code == "required":
        return field.required
    return code != "max_length" or getattr(field, "max_length", None) is None


def test_hidden_fields_never_tell_what_the_framework_would_tell():
    kinds = (forms.CharField, forms.IntegerField, forms.UUIDField, forms.ChoiceField)
    plain = {
        str(kind().error_messages[code])
        for kind in kinds
        for code in SEEN
        if code in kind().error_messages
    }
    wrong = {
        name
        for name, field in hidden_fields()
        for code in SEEN
        if _can_meet(field, code) and str(field.error_messages.get(code)) in plain
    }
    assert len(list(hidden_fields())) > 5
    assert wrong == set()
