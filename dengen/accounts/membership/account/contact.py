"""How a member is reached (manual §5.2): everything but ID, name and business can be changed."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Field, Q, QuerySet

from dengen.accounts.membership.account.standing import HasStanding
from dengen.accounts.membership.login_id import LoginID
from dengen.accounts.membership.person import check_addresses_differ
from dengen.accounts.membership.strangers import count_mail_to_stranger
from dengen.events.steps import lock
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account
    from dengen.accounts.membership.mail_address_change import MailAddressChange

MAIL_FIELDS = ("email", "email2")
CONTACT_FIELDS = (
    *MAIL_FIELDS,
    "postal_code",
    "prefecture",
    "street",
    "building",
    "phone",
    "fax",
    "mobile",
    "work_address",
    "work_phone",
)


class Reachable(HasStanding):
    """Mixin of Account."""

    class Meta:
        abstract = True

    @property
    def unconfirmed_addresses(self) -> "QuerySet[MailAddressChange]":
        """The new mail addresses that wait for their confirmation, in the order of the fields."""
        return self.mail_address_changes.order_by("field")

    @transaction.atomic
    def change_contact(self, values: dict[str, str], *, by: "Account") -> list[str]:
        """Change the CONTACT_FIELDS in `values`; return the names of those that changed.

        A new mail address is only asked for: it counts once confirmed from it. Raise
        `ValidationError` by field, `PermissionDenied` if it is somebody else's.
        """
        if by.pk != self.pk:
            raise PermissionDenied
        lock(self)
        check_addresses_differ(values.get("email", ""), values.get("email2", ""))
        changed = [name for name in CONTACT_FIELDS if values.get(name, "") != getattr(self, name)]
        asked = [name for name in MAIL_FIELDS if name in changed and values[name]]
        self._check_addresses({name: values[name] for name in asked})
        now = [name for name in changed if name not in asked]
        before = {"addresses_before": self.addresses}
        for name in now:
            setattr(self, name, values.get(name, ""))
        self.clean_fields(exclude={f.name for f in self._meta.fields} - set(now))
        if now:
            self.save(update_fields=now)
            record("contact.changed", self, by=by, handed=before, fields=now)
        for name in asked:
            self.ask_for(name, values[name], by=by)
        return changed

    @transaction.atomic
    def drop_mail_address_change(self, *, by: "Account") -> None:
        """Drop the change: the person keeps the old addresses after all."""
        if by.pk != self.pk:
            raise PermissionDenied
        dropped, _rows = self.mail_address_changes.all().delete()
        if dropped:
            record("mail_address.cancelled", self, by=by)

    @transaction.atomic
    def send_confirmation_again(self, field: str, *, by: "Account") -> bool:
        """Mail the link for the new address once more; return whether one waits to be confirmed.

        Raise `ValidationError` after too many mails, `PermissionDenied` if it is somebody else's.
        """
        if by.pk != self.pk:
            raise PermissionDenied
        if field not in MAIL_FIELDS:
            return False
        lock(self)
        change = self.mail_address_changes.filter(field=field).first()
        if change is None:
            return False
        self.ask_for(field, change.address, by=by, again=True)
        return True

    def is_used_by_others(self, address: str) -> bool:
        """Return whether another member or waiting application has it, confirmed if needed."""
        others = type(self).objects.active().exclude(pk=self.pk)
        same = Q(email__iexact=address)
        applying = Q(application__email__iexact=address) | Q(
            application__email2__iexact=address, application__email2_confirmed_at__isnull=False
        )
        return (
            others.filter(same | Q(email2__iexact=address)).exists()
            or _applicants().filter(applying).exists()
        )

    def ask_for(
        self, field: str, address: str, *, by: "Account | None", again: bool = False
    ) -> None:
        """Ask the reader of the address to confirm it; for the verbs, which hold the row.

        If somebody else has the address, its reader is told so and gets no key; the screen shows
        the same. `by` is None where the member named the address as an applicant; only then is the
        same address asked `again`.
        """
        waiting = self.mail_address_changes.filter(field=field)
        asked = any(one.address == address and not one.is_expired for one in waiting)
        if asked and not again:
            return
        count_mail_to_stranger(cast("Account", self), field)
        waiting.delete()
        key = self.mail_address_changes.create(field=field, address=address).ask()
        handed = {"key": None if self.is_used_by_others(address) else key, "again": again}
        record("mail_address.requested", self, by=by, handed=handed, field=field)

    def _check_addresses(self, asked: dict[str, str]) -> None:
        """Check the kind of new addresses; that one is taken is told to its reader alone."""
        errors = {}
        for name, address in asked.items():
            try:
                cast("Field[str, str]", self._meta.get_field(name)).clean(address, self)
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)


def _applicants() -> "QuerySet[LoginID]":
    """Return the IDs that somebody has applied for and nobody has yet."""
    return LoginID.objects.filter(account=None)
