"""Argon2 as in production, but a hundredfold cheaper: tests hash by the thousand."""

from django.db import connection

from dengen.accounts.membership.passwords.rules import Argon2Hasher


class CheapArgon2Hasher(Argon2Hasher):
    """It also holds that nobody has a transaction open while a password is hashed."""

    memory_cost = 64
    time_cost = 1

    def encode(self, password: str, salt: str) -> str:
        refuse_transactions()
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        refuse_transactions()
        return super().verify(password, encoded)


def refuse_transactions() -> None:
    """Fails within any but the one that the test itself is rolled back with."""
    assert all(block._from_testcase for block in connection.atomic_blocks)
