"""`clear_drafts`: forgets drafts that nobody went on with; the worker calls it every hour."""

from django.core.management.base import BaseCommand

from dengen.listings.models import Draft


class Command(BaseCommand):
    help = "Forgets drafts that were not touched for 90 days."

    def handle(self, **options: object) -> None:
        Draft.objects.forgotten().discard()
