"""`dengen audit verify` and `dengen audit acknowledge`."""

import click
from django.core.exceptions import ValidationError

from dengen.commands.administrator import administrator
from dengen.commands.saying import refused
from dengen.events.flaw import Flaw
from dengen.events.models import Event
from dengen.japan.moments import in_tokyo
from dengen.oversight.audit import examine
from dengen.oversight.models import Acknowledgement, NothingToAcknowledge

TEXTS_BY_FLAW = {
    "changed": "{what} was changed after it was recorded.",
    "missing": "{what} is missing.",
    "emptied": "The trail is empty, and the board has accounts: somebody has emptied it.",
    "inserted": "{what} was not recorded by the board, or has lost its seal.",
    "reordered": "{what} stands where another event stood.",
    "rewritten": "The trail does not go through the head that was noted: its end is missing, or "
    "it was written anew.",
}
OTHER_KEY = "(Or the trail was sealed with another DENGEN_SEAL_KEY or secret key.)"


def verify_trail(noted_head: str) -> None:
    """Say how many events are good and what the head is; fail with the first that isn't.

    Where the trail is whole, the tables are compared with what it implies.
    """
    examined = examine(noted_head)
    verdict = examined.verdict
    click.echo(f"Verified events: {verdict.count:,}")
    click.echo(f"Head: {verdict.head or 'none, the trail is empty'}")
    if verdict.flaw:
        raise click.ClickException(in_words(verdict.flaw))
    if verdict.acknowledged:
        click.echo(f"Taken as they are, though they don't fit the key: {verdict.acknowledged:,}")
    click.echo("The trail is whole.")
    if examined.difference:
        raise click.ClickException(f"But a row was changed behind it. {examined.difference}")
    click.echo("Accounts, applications, listings, decisions and sums are as it implies.")


def acknowledge_trail(login_id: str, reason: str) -> None:
    """Record that what doesn't fit is taken as it is; say in one line what is in the way."""
    by = administrator(login_id)
    try:
        Acknowledgement.make(by=by, reason=reason)
    except NothingToAcknowledge as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except ValidationError as error:
        raise refused(error, {"reason": reason}) from error
    click.echo("Recorded. `dengen audit verify` says what is left.")


def in_words(flaw: Flaw) -> str:
    """Return what is wrong, as a sentence or two."""
    text = TEXTS_BY_FLAW[flaw.kind].format(what=_what(flaw))
    return f"{text} {OTHER_KEY}" if (flaw.kind, flaw.number) == ("changed", 1) else text


def _what(flaw: Flaw) -> str:
    place = f" (number {flaw.number} of the trail)" if flaw.number else ""
    if flaw.event_id is None:
        return f"An event{place}"
    event = Event.objects.filter(pk=flaw.event_id).first()
    name = f", {event}, {in_tokyo(event.occurred_at)}" if event else ""
    return f"Event {flaw.event_id}{name}{place}"
