"""What members type for a listing: shape and width. Rules live in the models."""

from typing import Any, Self
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.models import Account
from dengen.japan.business_days import today
from dengen.listings.entry.items import ITEMS
from dengen.listings.entry.rules import check_rules
from dengen.listings.forms.entry_fields import EntryForm
from dengen.listings.listing.blank import proposed
from dengen.listings.listing.status import Status
from dengen.listings.listing.ties import TIE_CUT, TIES
from dengen.listings.models import Listing, ListingBody
from dengen.ui.fields import OUTDATED_PAGE

GO_ON = gettext_lazy(
    "下の内容を別の掲載として申請する場合は、もう一度「確認する」を押してください。"
)


class ListingForm(EntryForm):
    """What a listing says, and what it follows; `listing()` is what it becomes."""

    replaces = forms.ModelChoiceField(
        Listing.objects.all(),
        label=gettext_lazy("差し替え元"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("差し替え元の情報が見つかりません。")},
    )
    resubmits = forms.ModelChoiceField(
        Listing.objects.all(),
        label=gettext_lazy("再申請の元"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("再申請の元の情報が見つかりません。")},
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput, error_messages=OUTDATED_PAGE)

    @classmethod
    def sent_by(cls, member: Account, data: Any) -> Self:
        """Return the form as it was sent; of listings it knows the member's own alone.

        So a number tells nobody whether somebody else has a listing with it.
        """
        return cls(data)._of(member)

    @classmethod
    def gone_on_with(cls, member: Account, values: dict[str, Any]) -> tuple[Self, list[str]]:
        """Return the form of a draft, and what stands against handing it in as it was meant.

        What can't be followed any more is let go of: the form is then a new listing's.
        """
        form = cls(initial=values)._of(member)
        earlier = {tie: form.earlier(tie) for tie in TIES}
        try:
            Listing(submission_key=values["submission_key"], **earlier).check_ties(by=member)
        except ValidationError as error:
            kept = values | dict.fromkeys(_cut_by(error), "")
            return cls(initial=kept)._of(member), error.messages
        return form, []

    def _of(self, member: Account) -> Self:
        self.member = member
        for tie in TIES:
            field: Any = self.fields[tie]
            field.queryset = Listing.objects.filter(owner=member)
        return self

    def earlier(self, tie: str) -> Listing | None:
        """Return the listing that this tie leads to, or None."""
        try:
            found: Listing | None = self.fields[tie].clean(self[tie].value())
        except ValidationError:
            return None
        return found

    def clean(self) -> dict[str, Any]:
        """Check the rules of the manual's 記載要綱, beside the fields they are about."""
        super().clean()
        try:
            check_rules(self.listing())
        except ValidationError as error:
            for field, messages in error.error_dict.items():
                is_answered = field == "contact_mail" and "contact_phone" in self.errors
                if field not in self.errors and not is_answered:  # its own error says enough
                    self.add_error(field, messages)
        try:
            self.listing().check_ties(by=self.member)
        except ValidationError as error:
            self.refuse(error)
        return self.cleaned_data

    def listing(self) -> Listing:
        """Return the listing, unsaved, of what is valid so far."""
        given = self.cleaned_data
        listing = Listing(**{name: given[name] for name in given.keys() - ITEMS.keys()})
        listing.body = ListingBody()
        for name in given.keys() & ITEMS.keys():
            ITEMS[name].set_on(listing, given[name])
        return listing

    def show_remarks(self, remarks: dict[str, str]) -> None:
        """Put what the last denial said about a field into that field's hint."""
        for name, remark in remarks.items():
            field = self[name]
            field.help_text = format_html(
                '{}<span class="remark">{}{}</span>', field.help_text, _("前回の指摘："), remark
            )

    def says_the_same_as(self, listing: Listing) -> bool:
        """Return whether this is what the listing, still kept, was handed in with."""
        if listing.status == Status.DELETED:
            return False
        said = {name: item.value_of(listing) for name, item in ITEMS.items()}
        said |= {tie: getattr(listing, tie) for tie in TIES}
        return all(self.cleaned_data[name] == value for name, value in said.items())

    def start_afresh(self, earlier: Listing) -> None:
        """Say that this form has made `earlier` already, and make it another one's form."""
        self.data = dict(self.data.items()) | {"submission_key": str(uuid4())}
        text = _("この画面からは、すでに「%(title)s」を申請しています。")
        self.add_error(None, text % {"title": earlier.title})
        self.add_error(None, GO_ON)

    def refuse(self, error: ValidationError) -> None:
        """Say what was refused; let go of an earlier listing that can't be followed any more."""
        self.add_error(None, error)
        for tie in _cut_by(error):
            self.data = dict(self.data.items()) | {tie: ""}
            self.add_error(None, [*self.errors.pop(tie).as_data(), GO_ON])


def _cut_by(error: ValidationError) -> list[str]:
    """Return the ties that the error says are cut."""
    by_field = getattr(error, "error_dict", {})
    return [tie for tie in TIES if any(one.code == TIE_CUT for one in by_field.get(tie, []))]


def repeated(old: Listing) -> dict[str, Any]:
    """Return what a form begins with that repeats an earlier listing; days that passed are new."""
    fresh = proposed(old.owner)
    values = {name: item.value_of(old) for name, item in ITEMS.items()}
    if old.start_on < today():
        values["start_on"] = fresh["start_on"]
    if old.end_on and old.end_on < values["start_on"]:
        values["end_on"] = fresh["end_on"]
    resubmits = old if old.is_repeatable else None
    values |= {"replaces": old.still_replaces, "resubmits": resubmits}
    return values | {"submission_key": uuid4()}
