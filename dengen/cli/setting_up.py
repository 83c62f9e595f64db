"""What each command does first: read the settings, then load the rooms."""

import os

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from dengen.commands.private_files import keep_private


def load_settings() -> None:
    """Read the settings and make the data folder; say in one line what is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengen.settings")
    try:
        settings.SECRET_KEY  # noqa: B018 - the first look reads them all
    except (ImproperlyConfigured, ValueError) as error:
        cause = error.__cause__
        reason = f" ({cause.filename}: {cause.strerror})" if isinstance(cause, OSError) else ""
        raise click.ClickException(f"{error}{reason}") from error
    keep_private(settings.DATABASES["default"])
    try:
        settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(
            f"{settings.DATA_DIR} can't be made ({error.strerror}). "
            "Set DENGEN_DATA_DIR to a folder that the board may write to."
        ) from error


def set_up() -> None:
    """Read the settings and load all rooms."""
    load_settings()
    django.setup()


def set_up_to_write() -> None:
    """Do what `set_up` does, for what changes the board; refuse while it is read-only."""
    set_up()
    from dengen.commands.readonly import refuse_read_only

    refuse_read_only()
