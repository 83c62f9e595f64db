"""`prepare_demo`: tables, postal codes, static files and a past, each only if it is missing."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from dengen import clock
from dengen.accounts.models import Account
from dengen.demo.cast import PASSWORD
from dengen.demo.story import fill_board
from dengen.japan.postal_import import import_postal_codes, is_imported
from dengen.mail.models import Message
from dengen.watch.readiness import has_all_tables

BOARD_AGE = timedelta(days=500)  # of this board: its first terms are older than its first member


class Command(BaseCommand):
    help = "Makes the demo's database, or brings it up to date."

    def handle(self, **options: object) -> None:
        if not has_all_tables():
            self.say("the tables")
        with clock.at(clock.now() - BOARD_AGE):
            call_command("migrate", interactive=False, verbosity=0)
        if not settings.STATIC_ROOT.exists() or self.is_outdated():
            self.say("the static files")
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        if not is_imported():
            self.say("the postal codes")
            import_postal_codes()
        if not Account.objects.exists():
            self.say("members, listings and their past")
            hashed = make_password(PASSWORD)
            with transaction.atomic():
                fill_board(hashed)
                # Old news: only what happened today is still on its way.
                today = clock.now() - timedelta(days=1)
                old = Message.objects.filter(created_at__lt=today)
                for message in old:
                    message.sent_at, message.state = message.created_at, Message.State.SENT
                    message.tries = 1
                Message.objects.bulk_update(old, ["sent_at", "state", "tries"])

    def say(self, what: str) -> None:
        """Tell what takes its time now."""
        self.stdout.write(f"Making {what} …")
        self.stdout.flush()

    def is_outdated(self) -> bool:
        """Return whether a static file is newer than those that were collected."""
        collected = settings.STATIC_ROOT.stat().st_mtime
        rooms = settings.ROOT.glob("dengen/*/static/**/*")
        return any(file.stat().st_mtime > collected for file in rooms)
