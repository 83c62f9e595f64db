"""`clear_login_traces`: forgets what was kept only for a day; the worker calls it every hour."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand

from dengen.accounts.models import AddressGuard, LoginGuard, UsedChallenge
from dengen.japan import clock


class Command(BaseCommand):
    help = "Forgets the counts of wrong passwords for unknown IDs and networks, and used captchas."

    def handle(self, **options: object) -> None:
        a_freeze_ago = clock.now() - timedelta(hours=settings.FREEZE_HOURS)
        LoginGuard.objects.filter(account=None, failed_at__lt=a_freeze_ago).delete()
        AddressGuard.clear_old()
        UsedChallenge.objects.filter(used_at__lt=clock.now() - timedelta(days=1)).delete()
