"""`write_to_auditors`: the morning mail, once a day; the worker calls it every hour."""

from django.conf import settings
from django.core.management.base import BaseCommand

from dengen import clock
from dengen.accounts.membership.role import Role
from dengen.accounts.models import Account
from dengen.japan.business_days import TOKYO
from dengen.oversight.models import MorningReport


class Command(BaseCommand):
    help = "Examines the trail and writes to the auditors, from a set hour on, once a day."

    def handle(self, **options: object) -> None:
        now = clock.now().astimezone(TOKYO)
        auditors = Account.objects.staff().active().filter(role=Role.AUDITOR)
        if now.hour >= settings.AUDIT_MAIL_HOUR and auditors.exists():
            MorningReport.make(now.date())
