"""Every field of text is one of the board's own: it cleans, it counts as people do, it explains."""

from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError

from dengen.ui.fields import TYPED_LIMIT, LineField, SearchField, TextField
from tests.structure.test_hidden_fields import all_forms


def seen_fields() -> Iterator[tuple[str, forms.Field]]:
    """Each field that people see, and how a message names it."""
    for form in all_forms():
        for name, field in form.base_fields.items():
            if not field.widget.is_hidden:
                yield f"{form.__name__}.{name}", field


def bounded() -> list:
    """The fields of text that say how much they take."""
    found = {
        name: field
        for name, field in seen_fields()
        if isinstance(field, LineField | TextField)
        and not isinstance(field, SearchField)
        and field.longest < TYPED_LIMIT
    }
    return [pytest.param(field, id=name) for name, field in sorted(found.items())]


def test_no_field_of_text_is_the_frameworks_own_but_passwords():
    """A password is taken as it is, and no field of one has a limit of the framework's."""
    plain = {
        name: field
        for name, field in seen_fields()
        if type(field) in (forms.CharField, forms.EmailField, forms.RegexField)
    }
    assert {
        name for name, one in plain.items() if not isinstance(one.widget, forms.PasswordInput)
    } == set()
    assert {name for name, one in plain.items() if one.max_length is not None} == set()


@pytest.mark.parametrize("field", bounded())
def test_one_character_too_many_is_told_in_the_boards_words(field):
    with pytest.raises(ValidationError) as told:
        field.clean("あ" * (field.longest + 1))
    assert f"{field.longest:,}文字以内で入力してください。" in told.value.messages
