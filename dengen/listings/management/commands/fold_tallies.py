"""`fold_tallies`: keeps the ledger of counts short; the worker calls it every hour."""

from django.core.management.base import BaseCommand

from dengen.japan.business_days import today
from dengen.listings.models import Tally


class Command(BaseCommand):
    help = "Makes one entry of all entries up to today in the ledger of what members see."

    def handle(self, **options: object) -> None:
        Tally.objects.fold(today())
