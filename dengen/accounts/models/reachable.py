"""How a member is reached (manual §5.2): everything but ID, name and business can be changed."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dengen.accounts.models.strangers import take_mail_to_stranger
from dengen.events.steps import lock
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.models.account import Account

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


class Reachable:
    """Mixin of Account."""

    addresses_before: list[str] = []  # while a change is told: where the person was reached before

    @transaction.atomic
    def change_contact(self, values: dict[str, str], *, by: "Account") -> list[str]:
        """Changes the CONTACT_FIELDS in `values`; returns the names of those that changed.

        A new mail address is only asked for: it counts once confirmed from it. Raises
        `ValidationError` by field, `PermissionDenied` if it is somebody else's.
        """
        if by.pk != self.pk:
            raise PermissionDenied
        lock(self)
        changed = [name for name in CONTACT_FIELDS if values.get(name, "") != getattr(self, name)]
        asked = [name for name in MAIL_FIELDS if name in changed and values[name]]
        self._check_addresses({name: values[name] for name in asked})
        now = [name for name in changed if name not in asked]
        for name in now:
            setattr(self, name, values.get(name, ""))
        self.clean_fields(exclude={f.name for f in self._meta.fields} - set(now))
        if now:
            self.save(update_fields=now)
            record("contact.changed", self, by=by, fields=now)
        for name in asked:
            self.ask_for(name, values[name], by=by)
        return changed

    @transaction.atomic
    def drop_mail_address_change(self, *, by: "Account") -> None:
        """The person keeps the old addresses after all."""
        if by.pk != self.pk:
            raise PermissionDenied
        dropped, _rows = self.mail_address_changes.all().delete()
        if dropped:
            record("mail_address.cancelled", self, by=by)

    def is_used_by_others(self, address: str) -> bool:
        """Whether another member or a waiting application has the address."""
        same = Q(email__iexact=address) | Q(email2__iexact=address)
        others = type(self).objects.active().exclude(pk=self.pk)
        applications = self._meta.apps.get_model("accounts.Application").objects.waiting()
        return others.filter(same).exists() or applications.filter(same).exists()

    def ask_for(self, field: str, address: str, *, by: "Account | None") -> None:
        """Ask the address to confirm that it is the member's; for the verbs, which hold the row.

        `by` is None where the member named it as an applicant.
        """
        waiting = self.mail_address_changes.filter(field=field)
        if any(one.address == address and not one.is_expired for one in waiting):
            return
        take_mail_to_stranger(self, field)
        waiting.delete()
        self.new_key = self.mail_address_changes.create(field=field, address=address).ask()
        record("mail_address.requested", self, by=by, field=field)

    def _check_addresses(self, asked: dict[str, str]) -> None:
        """New addresses: of the right kind, and nobody else's (one ID per person)."""
        errors = {}
        for name, address in asked.items():
            try:
                self._meta.get_field(name).clean(address, self)
            except ValidationError as error:
                errors[name] = error
            if self.is_used_by_others(address):
                errors[name] = ValidationError(
                    _("このメールアドレスは登録済みか、審査中の申込で使われています。")
                )
        if errors:
            raise ValidationError(errors)
