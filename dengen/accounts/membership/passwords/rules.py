"""What a password must be (manual §2.1), and how it is kept."""

import re
from abc import ABC, abstractmethod
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    get_default_password_validators,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dengen.accounts.membership.login_id import canonical
from dengen.accounts.membership.passwords.hashing import compute

MIN_LENGTH = 8
MAX_LENGTH = 128


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's parameters: 19 MiB and two rounds, about 50 ms."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Encode as Django does, one of few at a time; raise `Busy`."""
        return compute(super().encode, password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Verify as Django does, one of few at a time; raise `Busy`."""
        return compute(super().verify, password, encoded)


def new_hash(password: str, account: Any) -> str:
    """Return what is kept of a new password; raise what `check_password_rules` raises.

    It takes its time, so verbs do it before their transaction begins.
    """
    check_password_rules(password, account)
    return make_password(password)


def check_password_rules(password: str, account: Any) -> None:
    """Raise `ValidationError` with the first rule that the password breaks: one thing to mend."""
    for rule in get_default_password_validators():
        rule.validate(password, account)


class Validator(ABC):
    """A rule that says what to type."""

    @abstractmethod
    def holds(self, password: str, user: object) -> bool:
        """Return whether the password keeps the rule."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` with `get_help_text()` if the rule is broken."""
        if not self.holds(password, user):
            raise ValidationError(self.get_help_text())

    @abstractmethod
    def get_help_text(self) -> str:
        """Return what to type."""


class HalfWidthValidator(Validator):
    """Letters, digits and symbols of ASCII only."""

    def holds(self, password: str, user: object) -> bool:
        return re.fullmatch(r"[\x21-\x7e]*", password) is not None

    def get_help_text(self) -> str:
        return _(
            "パスワードに全角文字や空白は使えません。半角の英字・数字・記号で入力してください。"
        )


class LengthValidator(Validator):
    """At least 8, at most 128."""

    def holds(self, password: str, user: object) -> bool:
        return MIN_LENGTH <= len(password) <= MAX_LENGTH

    def get_help_text(self) -> str:
        return _("パスワードは8文字以上128文字以内で入力してください。")


class LetterAndDigitValidator(Validator):
    """The manual's 半角英数字の組み合わせ."""

    def holds(self, password: str, user: object) -> bool:
        return bool(re.search(r"[A-Za-z]", password) and re.search(r"[0-9]", password))

    def get_help_text(self) -> str:
        return _("パスワードには、英字と数字の両方を入れてください。")


class NotTheLoginIDValidator(Validator):
    """The ID is no secret."""

    def holds(self, password: str, user: object) -> bool:
        login_id = getattr(user, "login_id", None)
        return not login_id or canonical(password) != login_id

    def get_help_text(self) -> str:
        return _("会員IDと同じパスワードは使えません。別のパスワードを入力してください。")


class NotACommonValidator(CommonPasswordValidator):
    """As Django's, with what to do about it."""

    def get_error_message(self) -> str:
        """Return what to type."""
        return _(
            "よく使われているパスワードのため使えません。推測されにくい別のパスワードを入力してください。"
        )

    def get_help_text(self) -> str:
        """Return what to type."""
        return self.get_error_message()
