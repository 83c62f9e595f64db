"""`dengen audit verify`."""

import click

from dengen.events.models import Event
from dengen.events.verification import Flaw, verify

WORDS = {
    "changed": "{what} was changed after it was recorded.",
    "missing": "{what} is missing.",
    "inserted": "{what} was not recorded by the board, or has lost its seal.",
    "reordered": "{what} stands where another event stood.",
    "rewritten": "The trail does not go through the head that was noted: its end is missing, or "
    "it was written anew.",
}
OTHER_KEY = "(Or the trail was sealed with another DENGEN_SEAL_KEY or secret key.)"


def verify_trail(noted_head: str) -> None:
    """Says how many events are good and what the head is; fails with the first that is not."""
    verdict = verify(noted_head)
    click.echo(f"Verified events: {verdict.count:,}")
    click.echo(f"Head: {verdict.head or 'none, the trail is empty'}")
    if verdict.flaw:
        raise click.ClickException(in_words(verdict.flaw))
    click.echo("The trail is whole.")


def in_words(flaw: Flaw) -> str:
    """What is wrong, as a sentence or two."""
    text = WORDS[flaw.kind].format(what=_what(flaw))
    return f"{text} {OTHER_KEY}" if (flaw.kind, flaw.number) == ("changed", 1) else text


def _what(flaw: Flaw) -> str:
    place = f" (number {flaw.number} of the trail)" if flaw.number else ""
    if flaw.event_id is None:
        return f"An event{place}"
    event = Event.objects.filter(pk=flaw.event_id).first()
    name = f", {event}, {event.occurred_at:%Y-%m-%d %H:%M:%S} UTC" if event else ""
    return f"Event {flaw.event_id}{name}{place}"
