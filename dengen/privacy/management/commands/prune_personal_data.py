"""`prune_personal_data`: erases what was kept for long enough; the worker calls it every hour."""

from django.core.management.base import BaseCommand

from dengen.privacy.pruning import prune


class Command(BaseCommand):
    help = "Erases the personal data of old denied applications, mails and deleted listings."

    def handle(self, **options: object) -> None:
        prune()
