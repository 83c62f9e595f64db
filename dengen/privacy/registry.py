"""The one register of what is personal: every column of text of every table, and its fate.

A test holds that no column is missing, and another retires somebody and searches for what is left.
"""

from enum import Enum, auto

from dengen.listings.entry.item import Personal
from dengen.listings.entry.items import ITEMS


class Fate(Enum):
    """What becomes of a column when the ID of the person ends."""

    ERASED = auto()  # emptied, or its row deleted, in the step that ends the ID
    SCRUBBED = auto()  # what is registered about the person is taken out of it, the rest stays
    PRUNED = auto()  # emptied after some days, whether or not the ID has ended: see pruning.py
    KEPT = auto()  # tells of a person, and stays: beside each stands why
    NOT_PERSONAL = auto()


def columns(personal: Personal) -> list[str]:
    """Return the columns of text in which a listing says what is personal in that way."""
    texts = (item for item in ITEMS.values() if item.kind.is_text)
    return [item.column for item in texts if item.column and item.personal is personal]


PERSON = (
    "family_name given_name family_kana given_kana gender email email2 postal_code prefecture "
    "street building phone fax mobile work_address work_phone"
)

# By model, then by fate the columns. What a worker's task was given goes with the task, in a day.
REGISTER: dict[str, dict[Fate, str]] = {
    # Of the staff the family name stays: the trail names who decided.
    "accounts.Account": {
        Fate.ERASED: f"{PERSON} password suspension_reason",
        Fate.NOT_PERSONAL: "role",
    },
    "accounts.Application": {
        Fate.ERASED: f"{PERSON} password came_from",
        Fate.SCRUBBED: "reason remarks",
        # The ID is never given again, so it must be known; the business is no person.
        Fate.KEPT: "login_name",
        Fate.NOT_PERSONAL: "organization_name folded_organization same_name alike_name "
        "corporate_number status",
    },
    "accounts.AuthenticatorApp": {Fate.ERASED: "sealed_secret"},
    "accounts.BusinessImport": {Fate.NOT_PERSONAL: "file_name data state counts samples"},
    "accounts.EligibleBusiness": {
        Fate.NOT_PERSONAL: "name folded_name same_name alike_name corporate_number"
    },
    "accounts.Handover": {Fate.ERASED: "email", Fate.NOT_PERSONAL: "outcome"},
    "accounts.Invitation": {
        Fate.ERASED: "name email",
        Fate.KEPT: "login_name",
        Fate.NOT_PERSONAL: "role",
    },
    "accounts.KeptAnswer": {Fate.ERASED: "key subject sealed"},  # with its session
    "accounts.LimitCount": {Fate.PRUNED: "key", Fate.NOT_PERSONAL: "name"},
    "accounts.LoginGuard": {Fate.KEPT: "key"},  # the login ID, which stays
    "accounts.LoginID": {Fate.KEPT: "canonical shown"},  # never given again (manual §5.2)
    "accounts.LoginTry": {},
    "accounts.MailAddressChange": {Fate.ERASED: "address key", Fate.NOT_PERSONAL: "field"},
    "accounts.MailDomain": {Fate.NOT_PERSONAL: "domain treatment"},
    "accounts.Press": {Fate.NOT_PERSONAL: "key made_type"},
    "accounts.Notice": {Fate.NOT_PERSONAL: "title text"},
    "accounts.OneTimeKey": {Fate.NOT_PERSONAL: "kind slot hash ended_by"},
    "accounts.Organization": {
        Fate.NOT_PERSONAL: "name folded_name same_name alike_name corporate_number namesake_number"
    },
    "accounts.Passkey": {Fate.ERASED: "name credential_id credential"},
    "accounts.PasswordRequest": {Fate.ERASED: "email key", Fate.NOT_PERSONAL: "organization_name"},
    "accounts.RecoveryCode": {Fate.ERASED: "digest"},
    "accounts.RetirementProposal": {Fate.SCRUBBED: "reason", Fate.NOT_PERSONAL: "step ending"},
    "accounts.RetirementRequest": {Fate.ERASED: "reason"},
    "accounts.Session": {Fate.ERASED: "session_key session_data address browser"},
    "accounts.Terms": {Fate.NOT_PERSONAL: "text"},
    "accounts.TermsDraft": {Fate.NOT_PERSONAL: "text"},
    "accounts.UsedChallenge": {Fate.NOT_PERSONAL: "signature"},
    "backup.LastBackup": {},
    "backup.ReadOnlyMode": {Fate.NOT_PERSONAL: "reason"},
    "backup.Restoration": {Fate.NOT_PERSONAL: "head"},
    # The trail is evidence: from which network address a step came stays with it.
    "events.Event": {
        Fate.KEPT: "address",
        Fate.NOT_PERSONAL: "name subject_type particulars channel request_id",
    },
    "events.OwnVersion": {},
    "events.PrivateParticulars": {Fate.ERASED: "values salt"},
    "events.Seal": {Fate.NOT_PERSONAL: "digest"},
    "events.Unsealed": {Fate.NOT_PERSONAL: "signature"},
    "events.Version": {},
    "japan.PostalCode": {Fate.NOT_PERSONAL: "code prefecture city town"},
    "japan.PostalTable": {Fate.NOT_PERSONAL: "version"},
    "listings.Decision": {Fate.SCRUBBED: "reason remarks", Fate.NOT_PERSONAL: "outcome"},
    "listings.Draft": {Fate.ERASED: "values"},
    # The title and the business say what was on the board, for the archive and the reports.
    "listings.Listing": {
        Fate.ERASED: f"{' '.join(columns(Personal.CONTACT))} opening",
        Fate.SCRUBBED: f"{' '.join(columns(Personal.TEXT))} folded_title",
        Fate.NOT_PERSONAL: f"{' '.join(columns(Personal.NO))} status",
    },
    "listings.ListingBody": {Fate.ERASED: "html"},
    "listings.Proposal": {Fate.SCRUBBED: "reason remarks", Fate.NOT_PERSONAL: "step ending"},
    "listings.ReasonPreset": {Fate.NOT_PERSONAL: "queue field label text"},
    "listings.Tally": {Fate.NOT_PERSONAL: "area side"},
    "mail.Delivery": {Fate.ERASED: "address last_error", Fate.NOT_PERSONAL: "state"},
    "mail.MailServer": {Fate.PRUNED: "last_error"},
    "mail.Message": {
        Fate.ERASED: "recipients about body secrets last_error",
        Fate.SCRUBBED: "subject",
        Fate.NOT_PERSONAL: "kind sender message_id state",
    },
    "mail.WorkerHeartbeat": {Fate.NOT_PERSONAL: "worker"},
    "oversight.Acknowledgement": {},
    "oversight.AddedUp": {Fate.NOT_PERSONAL: "rules"},
    "oversight.DaySum": {Fate.NOT_PERSONAL: "what key"},
    "oversight.MorningReport": {},
    "oversight.Waited": {Fate.NOT_PERSONAL: "queue outcome"},
    "oversight.Waiting": {Fate.NOT_PERSONAL: "queue"},
}
