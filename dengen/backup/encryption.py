"""Backups that only the holder of a private key can read: age's format (age-encryption.org/v1)."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import pyrage

from dengen.backup.refusals import BackupRefused

BEGINNING = b"age-encryption.org/v1\n"
ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"


def read_recipients(texts: Sequence[str]) -> list[Any]:
    """Return the public keys (`age1…`, or `ssh-ed25519 …`). Raise `BackupRefused`."""
    return [_recipient(text.strip()) for text in texts if text.strip()]


def read_identities(file: Path) -> list[Any]:
    """Return the private keys of a file, as `age-keygen` or `ssh-keygen` has made it.

    Raise `BackupRefused` if it holds none that can be read.
    """
    content = file.read_bytes()
    if content.startswith((BEGINNING, ARMOR)):
        raise BackupRefused(
            f"{file} is itself encrypted by a passphrase: `age -d {file}` writes the private key."
        )
    text = content.decode("utf-8", "replace")
    keys = [line.strip() for line in text.splitlines() if line.startswith("AGE-SECRET-KEY-")]
    try:
        if "PRIVATE KEY-----" in text:
            return [pyrage.ssh.Identity.from_buffer(content)]
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except pyrage.IdentityError as error:
        raise BackupRefused(f"{file}: the private key can't be read ({error}).") from error
    if not found:
        raise BackupRefused(f"{file} holds no private key of age (AGE-SECRET-KEY-…).")
    return found


def is_encrypted(file: Path) -> bool:
    """Return whether the file begins as age's do."""
    with file.open("rb") as content:
        return content.read(len(BEGINNING)) == BEGINNING


@contextmanager
def encrypting(target: IO[bytes], recipients: Sequence[Any]) -> Iterator[IO[bytes]]:
    """Yield a stream, encrypted into `target`: nothing of it lies open on the disk.

    It is `target` itself without recipients. Raise what `target` raises.
    """
    if not recipients:
        yield target
        return
    reading, writing = os.pipe()
    failures: list[Exception] = []
    arguments = (reading, target, recipients, failures)
    thread = threading.Thread(target=_encrypt, args=arguments, name="encryption")
    thread.start()
    try:
        with suppress(BrokenPipeError), os.fdopen(writing, "wb") as stream:
            yield stream
    finally:
        thread.join()
    if failures:
        raise failures[0]


def decrypt(file: Path, target: Path, identity: Path | None) -> None:
    """Write the decrypted content. Raise `BackupRefused` without the right key, or if it is cut."""
    if identity is None:
        raise BackupRefused(f"{file} is encrypted: name the file of its private key by --identity.")
    identities = read_identities(identity)
    with file.open("rb") as source, target.open("wb") as plain:
        kept = _Kept(plain)
        try:
            pyrage.decrypt_io(source, kept, identities)
        except (pyrage.DecryptError, OSError) as error:
            if kept.failure:
                raise kept.failure from error
            if "no matching keys" in str(error).lower():
                raise BackupRefused(
                    f"{file} was encrypted to another key than that of {identity}."
                ) from error
            raise BackupRefused(
                f"{file} is damaged or not complete: nothing was changed. Use another backup."
            ) from error


def _encrypt(
    reading: int, target: IO[bytes], recipients: Sequence[Any], failures: list[Exception]
) -> None:
    with os.fdopen(reading, "rb") as source:
        kept = _Kept(target)
        try:
            pyrage.encrypt_io(source, kept, list(recipients))
        except (pyrage.EncryptError, OSError, ValueError) as error:
            failures.append(kept.failure or error)


class _Kept:
    """Keeps the error of a disk that takes no more: the library passes on only its text."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.failure: OSError | None = None

    def write(self, content: bytes) -> int:
        try:
            return self._target.write(content)
        except OSError as error:
            self.failure = error
            raise

    def flush(self) -> None:
        self._target.flush()


def _recipient(text: str) -> Any:
    for kind in (pyrage.x25519.Recipient, pyrage.ssh.Recipient):
        with suppress(pyrage.RecipientError):
            return kind.from_str(text)
    raise BackupRefused(
        f"DENGEN_BACKUP_RECIPIENTS: {text[:24]}… is no public key of age. "
        "`age-keygen` makes a pair."
    )
