"""What `dengen check` finds beside Django's own checks, in words for the administrator."""

from collections.abc import Iterator

from django.conf import settings

from dengen.accounts.models import Account
from dengen.database import read_only
from dengen.events.clock_check import clock_fault
from dengen.mail.models import SignOfLife

EXAMPLES = ("example.jp", "example.com")  # of deploy/dengen.env.example and the defaults


def faults() -> list[str]:
    """Return what must be mended before the board is opened; its tables are there."""
    return [
        *_left_as_examples(),
        *_missing_operator(),
        *filter(None, [clock_fault()]),
        *_silent_workers(),
    ]


def _left_as_examples() -> Iterator[str]:
    written = {
        "DENGEN_SITE_URL": settings.SITE_URL,
        "DENGEN_OPERATOR_MAIL": settings.OPERATOR_MAIL,
        "DENGEN_OPERATOR_MAIL_FROM": settings.OPERATOR_MAIL_FROM,
        "DENGEN_SYSTEM_MAIL_FROM": settings.SYSTEM_MAIL_FROM,
        "DENGEN_MAIL_URL": settings.MAILERS["default"].get("OPTIONS", {}).get("host", ""),
    }
    for name, value in written.items():
        if any(example in value for example in EXAMPLES):
            yield f"{name} is still the example: set it to what is yours."


def _missing_operator() -> Iterator[str]:
    if not Account.objects.staff().active().filter(role="administrator").exists():
        yield "Nobody administrates the board yet: run `dengen create-operator`."


def _silent_workers() -> Iterator[str]:
    if read_only.mode():
        return  # they rest
    for one in SignOfLife.objects.missed():
        yield (
            f"The worker {one.worker} (machine:process) has been silent since "
            f"{one.seen_at:%Y-%m-%d %H:%M} UTC: look at it there, and restart it."
        )
