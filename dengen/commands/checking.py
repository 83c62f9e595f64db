"""What `dengen check` finds, in words for the administrator."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

import idna
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http.request import split_domain_port, validate_host
from django.utils.translation import gettext as _

from dengen.accounts.membership.role import Role
from dengen.accounts.models import Account
from dengen.commands.checking_django import django_findings
from dengen.commands.misspelt import misspelt_settings
from dengen.commands.open_demo import open_demo_fault
from dengen.database import read_only
from dengen.events.clock_check import clock_fault
from dengen.japan.mail_addresses import clean_mail_address
from dengen.japan.moments import in_tokyo
from dengen.mail.asking import mail_server_fault
from dengen.mail.models import WorkerHeartbeat
from dengen.oversight.faults import trail_faults

EXAMPLES = ("example.jp", "example.com")  # of deploy/dengen.env.example and the defaults
SENDERS = ("OPERATOR_MAIL", "OPERATOR_MAIL_FROM", "SYSTEM_MAIL_FROM")


@dataclass(frozen=True)
class Findings:
    """Errors must be mended before the board is opened; warnings are to be known."""

    errors: list[str]
    warnings: list[str]


def findings(*, is_drill: bool = False) -> Findings:
    """Return all that is found; the tables are there.

    A drill is a restored board that nobody but its administrator sees: it has no mail server, on
    purpose, and may have neither TLS nor settings of its own.
    """
    of_django = django_findings()
    lacking = [*of_django.lacking, *left_as_examples()]
    found = [*of_django.faults, *faults(), *trail_faults()]
    if is_drill:
        return Findings([*found, *_reaching_out()], lacking)
    return Findings(
        [*found, *lacking], [*misspelt_settings(), *_silent_mail_server(), *_no_worker()]
    )


def faults() -> list[str]:
    """Return what is wrong on any board, whatever it is for."""
    return [
        *_unanswered_host(),
        *_misshapen_senders(),
        *_missing_operator(),
        *filter(None, [open_demo_fault(), clock_fault()]),
        *_silent_workers(),
    ]


def left_as_examples() -> Iterator[str]:
    """Yield the settings that are still those of the examples."""
    written = {
        "DENGEN_SITE_URL": settings.SITE_URL,
        **{f"DENGEN_{name}": getattr(settings, name) for name in SENDERS},
        "DENGEN_MAIL_URL": settings.MAILERS["default"].get("OPTIONS", {}).get("host", ""),
    }
    for name, value in written.items():
        if any(example in value for example in EXAMPLES):
            yield f"{name} is still the example: set it to what is yours."


def _unanswered_host() -> Iterator[str]:
    parts = urlsplit(settings.SITE_URL)
    host, _port = split_domain_port(parts.netloc)
    if parts.hostname and not parts.hostname.isascii():
        yield (
            f"The host of DENGEN_SITE_URL, {parts.hostname}, has other letters than ASCII, which "
            f"headers and mails can't carry: {_in_ascii(parts.hostname)}."
        )
    elif not validate_host(host, settings.ALLOWED_HOSTS):
        yield (
            f"Every page answers 400 under {settings.SITE_URL} (DENGEN_SITE_URL): its host is not "
            "in DENGEN_ALLOWED_HOSTS. Add it there, or leave that setting out."
        )


def _in_ascii(host: str) -> str:
    try:
        return f"write {idna.encode(host, uts46=True).decode()} for it"
    except idna.IDNAError:
        return "and no name like this can be registered"


def _misshapen_senders() -> Iterator[str]:
    for name in SENDERS:
        address = parseaddr(getattr(settings, name))[1]
        try:
            clean_mail_address(address)
        except ValidationError as error:
            yield f"DENGEN_{name}: {address or 'empty'} is refused: {' '.join(error.messages)}"


def _missing_operator() -> Iterator[str]:
    if not Account.objects.staff().active().filter(role=Role.ADMINISTRATOR).exists():
        yield "Nobody administrates the board yet: run `dengen create-operator`."


def _silent_workers() -> Iterator[str]:
    if read_only.mode():
        return  # they rest
    for one in WorkerHeartbeat.objects.missed():
        yield (
            f"The worker {one.worker} (machine:process) has been silent since "
            f"{in_tokyo(one.seen_at)}: look at it there, and restart it."
        )


def _no_worker() -> Iterator[str]:
    heard_of = WorkerHeartbeat.objects.living() | WorkerHeartbeat.objects.missed()
    if not read_only.mode() and not heard_of.exists():
        yield "No worker runs: mails, seals and housekeeping stand still. Start `dengen worker`."


def _silent_mail_server() -> Iterator[str]:
    if fault := mail_server_fault():
        yield (
            f"The mail server that DENGEN_MAIL_URL names can't be used now ({fault}). Mails wait "
            f"until it can. Then send the test mail ({_('運営')} → {_('送信メール')})."
        )


def _reaching_out() -> Iterator[str]:
    if settings.MAIL_URL:
        yield "DENGEN_MAIL_URL is set: a drill must not write to people. Leave it out."
