"""`clear_login_traces`: forgets what was kept only for a day; the worker calls it every hour."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand

from dengen import clock
from dengen.accounts.applications.captcha.used_challenge import UsedChallenge
from dengen.accounts.authentication.guards.claim import count_abandoned
from dengen.accounts.authentication.guards.guard import LoginGuard
from dengen.accounts.authentication.kept_answer import KeptAnswer
from dengen.accounts.authentication.press import Press
from dengen.accounts.keys.key import OneTimeKey
from dengen.accounts.limits.count import LimitCount

# Counts for IDs that nobody has, each of which cost its maker a hash: some 20 MB.
MOST_ROWS = 100_000


class Command(BaseCommand):
    help = "Forgets old counts of wrong passwords and limits; used captchas, keys, presses, pages."

    def handle(self, **options: object) -> None:
        count_abandoned()
        a_freeze_ago = clock.now() - timedelta(hours=settings.FREEZE_HOURS)
        nobodys = LoginGuard.objects.filter(account=None)
        nobodys.filter(failed_at__lt=a_freeze_ago).delete()
        newest = nobodys.order_by("-failed_at").values_list("failed_at", flat=True)
        for edge in newest[MOST_ROWS : MOST_ROWS + 1]:
            nobodys.filter(failed_at__lte=edge).delete()
        KeptAnswer.objects.clear_old()
        LimitCount.clear_old()
        Press.clear_old()
        OneTimeKey.objects.clear_old()
        UsedChallenge.objects.filter(used_at__lt=clock.now() - timedelta(days=1)).delete()
