"""The kinds of keys, and what voids each of them."""

from dengen.accounts.keys.kind import Kind, typed_key

# A new password without the old one: mailed by the board itself where that is on, or typed as the
# operator's 仮パスワード (manual §5.1).
PASSWORD_LINK = Kind(
    "password_link",
    hours="TEMPORARY_PASSWORD_HOURS",
    replaces=("temporary_password",),
    purpose="dengen.temporary_password",
)
TEMPORARY_PASSWORD = Kind(
    "temporary_password",
    hours="TEMPORARY_PASSWORD_HOURS",
    make=typed_key,
    replaces=("password_link",),
    purpose="dengen.temporary_password",
)
# Another mail address of a member. Slot: the account and the field.
MAIL_ADDRESS = Kind("mail_address", hours="ADDRESS_CONFIRMATION_HOURS")
# The mail address that somebody applies with. Slot: the application and the field.
APPLICATION_ADDRESS = Kind("application_address", days="CONFIRMATION_DAYS")
# The application of a successor (担当者の交代). Slot: the handover; account: the predecessor.
HANDOVER = Kind("handover", days="HANDOVER_DAYS")
# Becoming one of the operator's staff. Slot: the invitation; account: who vouches for it.
STAFF_INVITATION = Kind("staff_invitation", days="INVITATION_DAYS")

KINDS = {
    kind.name: kind
    for kind in (
        PASSWORD_LINK,
        TEMPORARY_PASSWORD,
        MAIL_ADDRESS,
        APPLICATION_ADDRESS,
        HANDOVER,
        STAFF_INVITATION,
    )
}

_PASSWORD_KEYS = (PASSWORD_LINK, TEMPORARY_PASSWORD)
_LEAVING = (*_PASSWORD_KEYS, MAIL_ADDRESS, HANDOVER, STAFF_INVITATION)

# What voids which: an event of the trail about an account, and the kinds of that account's keys
# that it ends. What stands in no row voids nothing: above all a freeze, which strangers can bring
# about. A newer key of the same slot always voids the older.
VOIDED_BY: dict[str, tuple[Kind, ...]] = {
    "password.changed": _PASSWORD_KEYS,
    "mail_address.confirmed": _PASSWORD_KEYS,
    "contact.changed": _PASSWORD_KEYS,  # if a mail address was taken away
    "role.changed": (*_PASSWORD_KEYS, STAFF_INVITATION),
    "account.suspended": (*_PASSWORD_KEYS, HANDOVER, STAFF_INVITATION),
    "account.retired": _LEAVING,
    "mail_address.cancelled": (MAIL_ADDRESS,),
}
# The same for events about the thing that a key opens.
VOIDED_WITH: dict[str, Kind] = {
    "handover.cancelled": HANDOVER,
    "invitation.cancelled": STAFF_INVITATION,
    "application.approved": APPLICATION_ADDRESS,
    "application.denied": APPLICATION_ADDRESS,
    "application.disowned": APPLICATION_ADDRESS,
    "application.lapsed": APPLICATION_ADDRESS,
}
