"""Why somebody may not log in."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application
    from dengen.accounts.keys import OneTimeKey


class LoginRefused(Exception):
    """The login was refused."""


class WrongPassword(LoginRefused):
    """The ID or the password is wrong; which one is not told."""


class Frozen(LoginRefused):
    """Too many wrong passwords; no further one is checked now, not even the right one."""


class TooManyFromHere(LoginRefused):
    """Too many wrong passwords from this network; no further one is tried before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class WrongSecondFactor(LoginRefused):
    """The password was right, what should prove the second factor is not."""


class Temporary(LoginRefused):
    """It is a temporary password: good for setting a new one, and for nothing else."""

    def __init__(self, key: "OneTimeKey") -> None:
        super().__init__()
        self.key = key


class Suspended(LoginRefused):
    """The password is right, but the operator has locked the account."""


class NotYetApproved(LoginRefused):
    """The password is right, but the application still waits for the operator."""

    def __init__(self, application: "Application") -> None:
        super().__init__()
        self.application = application
