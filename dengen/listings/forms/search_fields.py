"""The form fields by which people search for what a listing says, and such searches in words."""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.japan.typed_amounts import LARGEST_AMOUNT
from dengen.listings.entry.item import Item
from dengen.listings.entry.kinds import Amount, Choice, Kind
from dengen.ui.amounts import AmountField

ENDS = {"gte": gettext_lazy("以上"), "lte": gettext_lazy("以下")}


@singledispatch
def make_search_field(kind: Kind[Any], label: Any, lookup: str) -> forms.Field:
    """Return the field of one condition; `lookup` is Django's."""
    raise TypeError(f"Nobody can search by {kind}.")


@make_search_field.register
def _choice(kind: Choice, label: Any, lookup: str) -> forms.Field:
    choices = [("", gettext_lazy("すべて")), *kind.choices.choices]
    return forms.ChoiceField(choices=choices, label=label, required=False)


@make_search_field.register
def _amount(kind: Amount, label: Any, lookup: str) -> forms.Field:
    asked = format_lazy("{label}（{unit}{end}）", label=label, unit=kind.unit, end=ENDS[lookup])
    ends = {"lowest": 0, "highest": LARGEST_AMOUNT}  # any that can be read, whatever may be entered
    return AmountField(unit=kind.unit, label=asked, help_text="", required=False, **ends)


def search_fields_of(items: Iterable[Item[Any]]) -> dict[str, forms.Field]:
    """Return the fields by which people search by these items, or don't; by condition."""
    return {
        name: make_search_field(item.kind, item.searched_as, lookup)
        for item in items
        for name, lookup in item.conditions()
    }


def asked_of(items: Iterable[Item[Any]], given: dict[str, Any]) -> dict[str, Any]:
    """Return the given conditions on these items."""
    names = [name for item in items for name, _lookup in item.conditions()]
    return {name: given[name] for name in names if name in given}


def in_words(items: Iterable[Item[Any]], given: dict[str, Any]) -> Iterator[str]:
    """Yield the given conditions on these items as one says them."""
    for item in items:
        for name, lookup in item.conditions():
            if name in given:
                text = item.kind.text(given[name])
                yield f"{item.searched_as}{text}{ENDS[lookup]}" if lookup in ENDS else text


def check_ends(items: Iterable[Item[Any]], form: forms.Form) -> None:
    """Say beside the upper end that what is asked for ends before it begins."""
    for item in items:
        names = {lookup: name for name, lookup in item.conditions()}
        low, high = (form.cleaned_data.get(names.get(end, "")) for end in ENDS)
        if low is not None and high is not None and high < low:
            form.add_error(names["lte"], _("下限以上の値を入力してください。"))
