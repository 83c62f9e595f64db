"""The board as the party that relies on passkeys (WebAuthn): what it asks and what it accepts."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

type Options = dict[str, Any]
type Begun = tuple[Options, Any]
type Used = tuple[AttestedCredentialData, int]

# The password came first, so a touch is enough; a device that can ask for more may do so.
VERIFICATION = UserVerificationRequirement.PREFERRED


class BadAnswer(Exception):
    """The browser's answer doesn't prove what it should."""


def is_possible() -> bool:
    """Browsers know passkeys only where nobody can listen: with TLS, or on the same machine."""
    return settings.IS_SECURE or _host() == "localhost"


def creation_options(
    account: Any, known: list[AttestedCredentialData], challenge: bytes
) -> Options:
    """What the browser is asked, in JSON's terms, to make a passkey for the account."""
    return _begin_creation(account, known, challenge)[0]


def created(account: Any, answer: dict[str, Any], challenge: bytes) -> Used:
    """The new passkey's public half, and its count of uses; raises `BadAnswer`."""
    _options, state = _begin_creation(account, [], challenge)
    try:
        made = _server().register_complete(state, answer)
        return AttestedCredentialData(made.credential_data or b""), made.counter
    except Exception as error:  # whatever a forged answer breaks
        raise BadAnswer from error


def request_options(known: list[AttestedCredentialData], challenge: bytes) -> Options:
    """What the browser is asked, in JSON's terms, to prove that it has one of the passkeys."""
    return _begin_request(known, challenge)[0]


def proven(known: list[AttestedCredentialData], answer: dict[str, Any], challenge: bytes) -> Used:
    """The passkey that was proven, and its count of uses; raises `BadAnswer`."""
    _options, state = _begin_request(known, challenge)
    try:
        passkey = _server().authenticate_complete(state, known, answer)
        return passkey, AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except Exception as error:  # whatever a forged answer breaks
        raise BadAnswer from error


def _begin_creation(account: Any, known: list[AttestedCredentialData], challenge: bytes) -> Begun:
    user = PublicKeyCredentialUserEntity(
        id=str(account.pk).encode(), name=str(account.login), display_name=account.full_name
    )
    options, state = _server().register_begin(
        user, known, ResidentKeyRequirement.DISCOURAGED, VERIFICATION, challenge=challenge
    )
    return dict(options)["publicKey"], state


def _begin_request(known: list[AttestedCredentialData], challenge: bytes) -> Begun:
    options, state = _server().authenticate_begin(known, VERIFICATION, challenge)
    return dict(options)["publicKey"], state


def _server() -> Fido2Server:
    board = PublicKeyCredentialRpEntity(name=settings.BOARD_NAME, id=_host())
    return Fido2Server(board, verify_origin=_is_ours)


def _is_ours(origin: str) -> bool:
    return origin == settings.SITE_URL


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""
