"""Whether the key of the audit trail is the right one, before anything is sealed or signed."""

import click

from dengen.events.keys import wrong_key


def refuse_wrong_key() -> None:
    """Fails with what is to be done if it isn't; a database that is away is told elsewhere."""
    if found := wrong_key():
        raise click.ClickException(found)
