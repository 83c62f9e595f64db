"""The auditors' morning mail."""

from django.conf import settings
from django.urls import reverse

from dengen.accounts.mails.letters import write_to
from dengen.accounts.membership.role import Role
from dengen.accounts.models import Account
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.oversight.models import MorningReport

FOLDER = "oversight/mails"


@on("trail.reported")
def tell_auditors(event: Event, report: MorningReport) -> None:
    """Mail the auditors where the trail ends, for them to note elsewhere."""
    told = event.particulars
    number, _colon, digest = told["head"].partition(":")
    context = {
        **told,
        "day": report.day,
        "number": number,
        "digest": digest,
        "related_count": len(told["related"]),
        "audit_url": settings.SITE_URL + reverse("console:audit"),
        "report_url": settings.SITE_URL + reverse("console:neutrality"),
    }
    for auditor in Account.objects.staff().active().filter(role=Role.AUDITOR):
        write_to(auditor, f"{FOLDER}/morning_report", context | {"account": auditor})
