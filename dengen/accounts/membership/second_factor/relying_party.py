"""The board as the party that relies on passkeys (WebAuthn): what it asks and what it accepts."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import SimpleLazyObject

if TYPE_CHECKING:
    from fido2.webauthn import AttestedCredentialData

# Loaded when the first passkey is asked for: every start would take 70 ms longer (and each process
# 3 MB more) for what only the operator's staff use.
server: Any = SimpleLazyObject(partial(import_module, "fido2.server"))
webauthn: Any = SimpleLazyObject(partial(import_module, "fido2.webauthn"))

type PublicHalf = AttestedCredentialData
type Options = dict[str, Any]
type Begun = tuple[Options, Any]
type Used = tuple[PublicHalf, int]


class BadAnswer(Exception):
    """The browser's answer doesn't prove what it should."""


def is_possible() -> bool:
    """Return whether browsers know passkeys here: with TLS, or on the same machine."""
    return settings.IS_SECURE or _host() == "localhost"


def public_half(stored: bytes) -> PublicHalf:
    """Return what a passkey's answers are checked against, as it was stored."""
    return webauthn.AttestedCredentialData(stored)


def creation_options(account: Any, known: list[PublicHalf], challenge: bytes) -> Options:
    """Return what the browser is asked, in JSON's terms, to make a passkey for the account."""
    return _begin_creation(account, known, challenge)[0]


def created(account: Any, answer: dict[str, Any], challenge: bytes) -> Used:
    """Return the new passkey's public half, and its count of uses; raise `BadAnswer`."""
    _options, state = _begin_creation(account, [], challenge)
    try:
        made = _server().register_complete(state, answer)
        return public_half(made.credential_data or b""), made.counter
    except Exception as error:  # whatever a forged answer breaks
        raise BadAnswer from error


def request_options(known: list[PublicHalf], challenge: bytes) -> Options:
    """Return what the browser is asked, as JSON, to prove that it has a passkey."""
    return _begin_request(known, challenge)[0]


def proven(known: list[PublicHalf], answer: dict[str, Any], challenge: bytes) -> Used:
    """Return the passkey that was proven, and its count of uses; raise `BadAnswer`."""
    _options, state = _begin_request(known, challenge)
    try:
        passkey = _server().authenticate_complete(state, known, answer)
        told = webauthn.AuthenticationResponse.from_dict(answer).response.authenticator_data
    except Exception as error:  # whatever a forged answer breaks
        raise BadAnswer from error
    return passkey, told.counter


def _begin_creation(account: Any, known: list[PublicHalf], challenge: bytes) -> Begun:
    user = webauthn.PublicKeyCredentialUserEntity(
        id=str(account.pk).encode(), name=str(account.login), display_name=account.full_name
    )
    options, state = _server().register_begin(
        user,
        known,
        webauthn.ResidentKeyRequirement.DISCOURAGED,
        _verification(),
        challenge=challenge,
    )
    return dict(options)["publicKey"], state


def _begin_request(known: list[PublicHalf], challenge: bytes) -> Begun:
    options, state = _server().authenticate_begin(known, _verification(), challenge)
    return dict(options)["publicKey"], state


def _verification() -> Any:
    # The password came first, so a touch is enough; a device that can ask for more may do so.
    return webauthn.UserVerificationRequirement.PREFERRED


def _server() -> Any:
    board = webauthn.PublicKeyCredentialRpEntity(name=settings.BOARD_NAME, id=_host())
    return server.Fido2Server(board, verify_origin=_is_ours)


def _is_ours(origin: str) -> bool:
    return origin == settings.SITE_URL


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""
