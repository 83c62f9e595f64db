"""Whether the key of the audit trail is the right one, before anything is sealed or signed."""

import click

from dengen.events.keys import wrong_key


def refuse_wrong_key() -> None:
    """Fail with what to do if the key is wrong; a missing database is told elsewhere."""
    if found := wrong_key():
        raise click.ClickException(found)
