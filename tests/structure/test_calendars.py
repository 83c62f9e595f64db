"""A calendar offers no day that the board would refuse."""

from collections.abc import Iterator

import pytest
from django.forms.forms import BaseForm
from django.urls import get_resolver

from dengen.ui.dates import DayField

get_resolver().url_patterns  # noqa: B018 - brings in the views, and with them every form


def below(kind: type) -> Iterator[type]:
    """Return what inherits from it, however far."""
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def days_of(form: type) -> list[DayField]:
    fields = getattr(form, "base_fields", {})
    return [field for field in fields.values() if isinstance(field, DayField)]


PERIODS = {one.__name__: one for one in below(BaseForm) if len(days_of(one)) > 1}


@pytest.mark.parametrize("name", sorted(PERIODS))
def test_the_end_of_a_period_follows_its_start(name):
    form = PERIODS[name]
    assert all(field.after in form.base_fields for field in days_of(form)[1:])


def test_there_are_periods_to_look_at():
    assert {"ListingForm", "SearchForm", "NoticeForm"} <= PERIODS.keys()
