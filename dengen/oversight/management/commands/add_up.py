"""`add_up`: keeps the sums that reports are made of; the worker calls it all the time."""

from django.core.management.base import BaseCommand

from dengen.oversight.kept.adding import add_up


class Command(BaseCommand):
    help = "Adds up the events that were sealed since, for figures and reports."

    def handle(self, **options: object) -> None:
        add_up()
