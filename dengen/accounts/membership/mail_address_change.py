"""A new mail address counts once it was confirmed from it; until then the old one stays."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from dengen import clock
from dengen.accounts.keys import MAIL_ADDRESS, OneTimeKey
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.account.contact import MAIL_FIELDS
from dengen.events.steps import StepNotAllowed, lock
from dengen.events.trail import record
from dengen.japan.mail_addresses import MailAddressField, is_same_address
from dengen.mail.secret import Secret


def new_key() -> str:
    """Return what 0.1.0's links carried; nothing opens with it any more."""
    return token_urlsafe(32)


class MailAddressChange(models.Model):
    """One address that waits for its confirmation; the row goes once it is confirmed or dropped."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="mail_address_changes")
    field = models.CharField(max_length=10, choices=[("email", "1"), ("email2", "2")])
    address = MailAddressField()
    key = models.CharField(max_length=50, unique=True, default=new_key)
    requested_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "field"], name="mail_address_change_one_a_field"
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.account}"

    @property
    def is_second(self) -> bool:
        """Whether it is メールアドレス2."""
        return self.field == "email2"

    @property
    def label(self) -> str:
        """What the account's form calls that address."""
        return _("メールアドレス2") if self.is_second else _("メールアドレス1")

    @property
    def expires_at(self) -> datetime:
        """When the link stops working."""
        return self.requested_at + timedelta(hours=settings.ADDRESS_CONFIRMATION_HOURS)

    @property
    def is_expired(self) -> bool:
        """Whether that moment has come."""
        return clock.now() >= self.expires_at

    @property
    def is_addition(self) -> bool:
        """Whether no address stands in that place so far."""
        return not getattr(self.account, self.field)

    @property
    def _slot(self) -> str:
        return f"{self.account_id}:{self.field}"

    def ask(self) -> Secret:
        """Issue the key for the mail to the new address, and return it."""
        return MAIL_ADDRESS.issue(self.account, slot=self._slot)

    @transaction.atomic
    def confirm(self, *, by: Account, key: OneTimeKey) -> None:
        """Make the address count from now on; the old one is told.

        Raise `PermissionDenied` if it is somebody else's, `StepNotAllowed` if it is too late or
        the address has another place meanwhile.
        """
        if by.pk != self.account_id:
            raise PermissionDenied
        lock(self.account)
        if (key.kind, key.slot) != (MAIL_ADDRESS.name, self._slot) or not key.use():
            raise StepNotAllowed(
                _("確認のリンクは無効になりました。お手数ですが、もう一度変更してください。")
            )
        taken = _("このメールアドレスは、他の会員が使っているため変更できません。")
        if self.account.is_used_by_others(self.address):
            raise StepNotAllowed(taken)
        handed = {"addresses_before": self.account.addresses}
        self._take_place()
        try:
            with transaction.atomic():
                self.account.save(update_fields=MAIL_FIELDS)
        except IntegrityError as error:
            raise StepNotAllowed(taken) from error
        record("mail_address.confirmed", self.account, by=by, handed=handed, field=self.field)
        self.delete()

    def _take_place(self) -> None:
        """Put the address into this field of the account, and into no other."""
        account = self.account
        if self.field == "email" and is_same_address(account.email2, self.address):
            account.email2 = ""
        setattr(account, self.field, self.address)
        if is_same_address(account.email, account.email2):
            raise StepNotAllowed(_("このアドレスは、すでにメールアドレス1として登録されています。"))
