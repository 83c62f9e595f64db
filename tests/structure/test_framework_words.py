"""No form says what Django says in Japanese: its words are others than the board's."""

from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import django
from django import forms

from tests.structure.test_hidden_fields import all_forms

CATALOG = Path(django.__file__).parent / "conf/locale/ja/LC_MESSAGES/django.mo"


def of_django() -> set[str]:
    """Return every Japanese sentence of Django's."""
    with CATALOG.open("rb") as file:
        return {text for text in GNUTranslations(file)._catalog.values() if text.endswith("。")}


def told_by(field: forms.Field) -> Iterator[str]:
    """Yield what it can say of what was typed."""
    for code, message in field.error_messages.items():
        if code != "required" or field.required:
            yield str(message)
    for validator in field.validators:
        yield str(getattr(validator, "message", ""))


def test_no_form_speaks_as_the_framework_does():
    theirs = of_django()
    assert len(theirs) > 50
    found = {
        f"{form.__name__}.{name}: {told}"
        for form in all_forms()
        for name, field in form.base_fields.items()
        for told in told_by(field)
        if told in theirs
    }
    assert found == set()
