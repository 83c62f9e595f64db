"""`clear_login_traces`: forgets what was kept only for a day; the worker calls it every hour."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand

from dengen.accounts.models import LimitCount, LoginGuard, UsedChallenge
from dengen.accounts.models.claim import count_abandoned
from dengen.japan import clock


class Command(BaseCommand):
    help = "Forgets old counts of wrong passwords and of limits, and used captchas."

    def handle(self, **options: object) -> None:
        count_abandoned()
        a_freeze_ago = clock.now() - timedelta(hours=settings.FREEZE_HOURS)
        LoginGuard.objects.filter(account=None, failed_at__lt=a_freeze_ago).delete()
        LimitCount.clear_old()
        UsedChallenge.objects.filter(used_at__lt=clock.now() - timedelta(days=1)).delete()
