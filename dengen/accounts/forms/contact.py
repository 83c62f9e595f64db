"""What a member changes alone: how they are reached (manual §5.2)."""

from typing import Any

from dengen.accounts.forms.person import ContactForm, WorkAddressForm
from dengen.accounts.models import Account
from dengen.accounts.models.reachable import CONTACT_FIELDS


# Django takes the fields of the last base first.
class ContactChangeForm(WorkAddressForm, ContactForm):
    """Begins with what is registered."""

    address_status = ""

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        registered = {name: getattr(account, name) for name in CONTACT_FIELDS}
        super().__init__(*args, **{"initial": registered} | options)
