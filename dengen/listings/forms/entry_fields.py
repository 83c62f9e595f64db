"""The form fields of what a listing says: one for each kind, as Japanese is really typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django import forms
from django.utils.text import format_lazy

from dengen.japan.business_days import today
from dengen.listings.entry.item import Item, Part, Section
from dengen.listings.entry.items import ITEMS, SECTIONS
from dengen.listings.entry.kinds import Amount, AnyDay, Choice, Kind, Line, Mail, Phone, RichText
from dengen.listings.forms.rich_text_field import RichTextField
from dengen.ui.amounts import AmountField
from dengen.ui.dates import DayField
from dengen.ui.fields import LineField
from dengen.ui.japanese_fields import MailField, PhoneField


@singledispatch
def make_field(kind: Kind[Any], said: Any) -> forms.Field:
    """Return the form field of a kind; `said` is what every field is told."""
    raise TypeError(f"There is no form field for {kind}.")


@make_field.register
def _line(kind: Line, said: Any) -> forms.Field:
    validators = [kind.check] if kind.check else []
    return LineField(max_length=kind.longest, validators=validators, **said)


@make_field.register
def _mail(_kind: Mail, said: Any) -> forms.Field:
    return MailField(**said)


@make_field.register
def _phone(_kind: Phone, said: Any) -> forms.Field:
    return PhoneField(**said)


@make_field.register(AnyDay)
def _day(kind: AnyDay[Any], said: Any) -> forms.Field:
    return DayField(since=today, after=kind.after, **said)


@make_field.register
def _choice(kind: Choice, said: Any) -> forms.Field:
    if said["required"]:
        return forms.ChoiceField(choices=kind.choices.choices, widget=forms.RadioSelect, **said)
    return forms.ChoiceField(choices=[("", kind.none), *kind.choices.choices], **said)


@make_field.register
def _amount(kind: Amount, said: Any) -> forms.Field:
    said["label"] = format_lazy("{label}（{unit}）", label=said["label"], unit=kind.unit)
    return AmountField(unit=kind.unit, lowest=kind.lowest, highest=kind.highest, **said)


@make_field.register
def _rich_text(_kind: RichText, said: Any) -> forms.Field:
    return RichTextField(**said)


def field_of(item: Item[Any]) -> forms.Field:
    """Return the form field of an item."""
    said: dict[str, Any] = {"label": item.in_form or item.label, "required": item.required}
    if item.hint:
        said["help_text"] = item.hint
    if item.missing:
        said["error_messages"] = {"required": item.missing}
    if item.autocomplete:
        said["autocomplete"] = item.autocomplete
    return make_field(item.kind, said)


@dataclass(frozen=True)
class Fields:
    """The bound fields of a part of the form, as they stand together."""

    part: Part
    fields: list[forms.BoundField]

    @property
    def template(self) -> str:
        """The template that lays them out."""
        return f"listings/layout/{self.part.layout}.html"


@dataclass(frozen=True)
class BoundSection:
    """A section of the form with its fields."""

    section: Section
    parts: list[Fields]


class EntryForm(forms.Form):
    """The fields of what a listing says."""

    def sections(self) -> Iterator[BoundSection]:
        """Yield the form's sections."""
        for section in SECTIONS:
            parts = [Fields(part, [self[one.name] for one in part.items]) for part in section.parts]
            yield BoundSection(section, parts)


EntryForm.declared_fields.update({name: field_of(item) for name, item in ITEMS.items()})
