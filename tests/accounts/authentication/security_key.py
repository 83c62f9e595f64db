"""A security key of software: answers what a page asks, as a browser with a key would."""

import json
import os
from base64 import urlsafe_b64decode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

TOUCHED = AuthenticatorData.FLAG.UP
ORIGIN = "http://localhost:8000"


class SecurityKey:
    """One key with one credential; `count` is how often it was used."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identity = os.urandom(16)
        self.count = 0

    def create(self, options: str, origin: str = ORIGIN) -> str:
        """The answer to a page that asks for a new passkey."""
        asked = json.loads(options)
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.identity, public)
        data = AuthenticatorData.create(
            sha256(asked["rp"]["id"].encode()),
            TOUCHED | AuthenticatorData.FLAG.AT,
            self.count,
            credential,
        )
        response = AuthenticatorAttestationResponse(
            client_data=_client_data("webauthn.create", asked, origin),
            attestation_object=AttestationObject.create("none", data, {}),
        )
        return json.dumps(dict(RegistrationResponse(raw_id=self.identity, response=response)))

    def use(self, options: str, origin: str = ORIGIN) -> str:
        """The answer to a page that asks for a passkey that it knows."""
        asked = json.loads(options)
        self.count += 1
        data = AuthenticatorData.create(sha256(asked["rpId"].encode()), TOUCHED, self.count)
        client_data = _client_data("webauthn.get", asked, origin)
        signature = self.key.sign(data + client_data.hash, ec.ECDSA(SHA256()))
        response = AuthenticatorAssertionResponse(
            client_data=client_data, authenticator_data=data, signature=signature
        )
        return json.dumps(dict(AuthenticationResponse(raw_id=self.identity, response=response)))


def _client_data(kind: str, asked: dict, origin: str) -> CollectedClientData:
    challenge = urlsafe_b64decode(asked["challenge"] + "==")
    return CollectedClientData.create(kind, challenge, origin)
