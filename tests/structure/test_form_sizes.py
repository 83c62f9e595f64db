"""What is kept of a form at a session's end has room for all that the form takes."""

from django import forms

from dengen.japan.lengths import POINTS_PER_CHARACTER
from dengen.listings.forms.listing import ListingForm
from dengen.listings.forms.rich_text_field import RichTextField
from dengen.listings.template_reader.reading import MAX_LENGTH
from dengen.ui.fields import TYPED_LIMIT, LineField, TextField
from dengen.ui.sent_again import LARGEST_FORM, is_secret
from tests.structure.test_hidden_fields import all_forms

SHORT = 200  # of what is chosen, counted or written by the page itself
BROKEN = 2  # a browser sends each line break as two characters


def most_of(field: forms.Field) -> int:
    """Return how many characters a browser may send for a field that is then taken."""
    if isinstance(field, RichTextField):
        return field.shown_limit
    if isinstance(field, TextField):
        return BROKEN * POINTS_PER_CHARACTER * field.longest
    if isinstance(field, LineField):
        return min(POINTS_PER_CHARACTER * field.longest, TYPED_LIMIT)
    return getattr(field, "max_length", None) or SHORT


def test_no_form_is_larger_than_what_is_kept_of_one():
    sizes = {
        form.__name__: sum(
            len(name) + most_of(field)
            for name, field in form.base_fields.items()
            if not is_secret(name)
        )
        for form in all_forms()
    }
    sizes[ListingForm.__name__] += BROKEN * MAX_LENGTH  # the template that was pasted
    assert len(sizes) > 20
    assert not {name: size for name, size in sizes.items() if size + 10 * SHORT > LARGEST_FORM}
