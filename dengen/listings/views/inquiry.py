"""How to inquire about a listing (manual §4.1)."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from dengen.accounts.models import Account
from dengen.japan.business_days import today
from dengen.japan.written_days import short_day
from dengen.ui.templatetags.ui import mail_link


def inquiry_url(address: str, subject: str) -> str:
    """Return the mailto; a ? or & in the address must not become a header."""
    return f"{mail_link(address)}?subject={quote(subject)}"


def inquiry_subject(reader: Account) -> str:
    """Return the manual's subject for an inquiry, with today and the reader's company."""
    company = reader.organization_name or _("貴社名")
    return _("【ご連絡】発電設備等の情報掲示板について（%(day)s：%(company)s）") % {
        "day": short_day(today()),
        "company": company,
    }
