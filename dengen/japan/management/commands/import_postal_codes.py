"""`import_postal_codes`: fills the postal table from the bundled national data."""

from django.core.management.base import BaseCommand, CommandParser

from dengen.japan.postal_import import import_postal_codes


class Command(BaseCommand):
    help = "Imports the bundled national postal table, unless it is in already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="import even so")

    def handle(self, *, again: bool, **options: object) -> None:
        if count := import_postal_codes(again=again):
            self.stdout.write(f"{count} postal codes imported")
