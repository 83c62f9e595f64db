"""What a member changes alone: how they are reached (manual §5.2)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.accounts.authentication.forms.password import StillThePersonForm
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.account.contact import CONTACT_FIELDS, MAIL_FIELDS
from dengen.accounts.membership.forms.person import ContactForm
from dengen.accounts.membership.forms.workplace import WorkAddressForm
from dengen.accounts.membership.validators import refuse_free_mail


# Django takes the fields of the last base first.
class ContactChangeForm(StillThePersonForm, WorkAddressForm, ContactForm):
    """Begins with what is registered; another mail address takes the password."""

    address_status = ""

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        self.registered = {name: getattr(account, name) for name in CONTACT_FIELDS}
        options = {"initial": self.registered} | options
        super().__init__(*args, account=account, **options)
        for name in MAIL_FIELDS:  # an address that is registered may stay
            self.fields[name].validators.remove(refuse_free_mail)
        field = self.fields["old_password"]
        field.required = False
        field.help_text = gettext_lazy("メールアドレスを変更するときだけ入力してください。")

    def clean(self) -> dict[str, Any]:
        """Require the old password for a new mail address, as a browser may be found open."""
        super().clean()
        values = self.cleaned_data
        changed = [name for name in MAIL_FIELDS if values.get(name) != self.registered[name]]
        for name in changed:
            self._check_new_address(name)
        if not self.errors and changed:
            if values["old_password"]:
                self.try_old_password()
            else:
                self.add_error(
                    "old_password",
                    _("メールアドレスを変更するには、現在のパスワードを入力してください。"),
                )
        return values

    def _check_new_address(self, name: str) -> None:
        try:
            refuse_free_mail(self.cleaned_data.get(name) or "")
        except ValidationError as error:
            self.add_error(name, error)
