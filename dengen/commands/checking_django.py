"""Django's own checks, in the names of the board's settings: README knows none of Django's."""

from dataclasses import dataclass

from django.conf import settings
from django.core import checks

PLAIN = (
    "DENGEN_SITE_URL does not begin with https://: passwords and cookies can be read on their way."
)
NO_MAIL = "DENGEN_MAIL_URL is not set: mails become files in {folder}, and reach nobody."
# What a drill or a trial does without.
LACKING_BY_CHECK = {
    "security.W004": PLAIN,
    "security.W008": PLAIN,
    "security.W012": PLAIN,
    "security.W016": PLAIN,
    "mail.E001": NO_MAIL,
}
WRONG_BY_CHECK = {
    "4_0.E001": "DENGEN_SITE_URL is no address: it begins with https:// (or http://).",
    "security.W009": "DENGEN_SECRET_KEY can be guessed: it is too short, or always the same "
    "letters. The error that comes without one says how to make one.",
    "security.W020": "DENGEN_ALLOWED_HOSTS is empty: nobody is answered. Leave it out.",
    "security.W025": "DENGEN_SECRET_KEY_FALLBACKS names a key that can be guessed.",
}


@dataclass(frozen=True)
class DjangoFindings:
    """`faults` are wrong on any board, `lacking` is what only a drill may do without."""

    faults: list[str]
    lacking: list[str]


def django_findings() -> DjangoFindings:
    """Return what Django finds, each sentence once."""
    found = [one for one in checks.run_checks(include_deployment_checks=True) if _counts(one)]
    return DjangoFindings(
        list(dict.fromkeys(_told(one) for one in found if one.id not in LACKING_BY_CHECK)),
        list(dict.fromkeys(_told(one) for one in found if one.id in LACKING_BY_CHECK)),
    )


def _counts(one: checks.CheckMessage) -> bool:
    return one.is_serious(checks.WARNING) and not one.is_silenced()


def _told(one: checks.CheckMessage) -> str:
    text = (LACKING_BY_CHECK | WRONG_BY_CHECK).get(one.id or "")
    if text is None:
        return " ".join(filter(None, [f"Django: {one.msg}", one.hint, f"({one.id})"]))
    return text.format(folder=settings.DATA_DIR / "mails")
