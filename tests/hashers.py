"""Argon2 as in production, but a hundredfold cheaper: tests hash by the thousand."""

from dengen.accounts.passwords import Argon2Hasher


class CheapArgon2Hasher(Argon2Hasher):
    memory_cost = 64
    time_cost = 1
