"""`clear_business_lists`: forgets versions of the list; the worker calls it every hour."""

from django.core.management.base import BaseCommand

from dengen.accounts.applications.business_list.old_versions import forget_old_versions


class Command(BaseCommand):
    help = "Forgets the list's oldest versions, and uploaded lists that nobody took over."

    def handle(self, **options: object) -> None:
        forget_old_versions()
