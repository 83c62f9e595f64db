"""The keys that were mailed, as their recipients read them."""

import re

from dengen.mail.models import Message

PLACES = {
    "application_received": r"/apply/address/([^/\s]+)/",
    "second_address_confirmation": r"/apply/address/([^/\s]+)/",
    "handover_invitation": r"/handover/([^/\s]+)/",
    "mail_address_confirmation": r"/account/mail-address/([^/\s]+)/",
    "operator_invited": r"/invitation/([^/\s]+)/",
    "password_link": r"/password/new/[^/\s]+/([^/\s]+)/",
    "password_reset_granted": r"仮パスワード　：(\S+)",
}


def mailed_key(kind: str) -> str:
    """Return the key in the newest mail of that kind."""
    return re.search(PLACES[kind], Message.objects.filter(kind=kind).latest("pk").whole_body)[1]
