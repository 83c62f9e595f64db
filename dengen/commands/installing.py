"""What a board needs before it can serve, after an installation, an upgrade or a restoration."""

from django.core.management import call_command


def bring_up_to_date(*, verbosity: int = 0) -> None:
    """Create or update the tables, the postal codes and the static files."""
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("import_postal_codes")
    call_command("collectstatic", interactive=False, verbosity=0)
