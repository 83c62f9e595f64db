"""What a transaction writes last: rows that others need too, held only while it commits."""

from typing import Any, Protocol


class Last(Protocol):
    """What is gathered during the transaction, and written then."""

    def write(self) -> None:
        """Write it."""


def can_wait(connection: Any) -> bool:
    """Return whether it writes last; the plain one of a database that nobody shares does not."""
    return hasattr(connection, "written_last")


def gathered[Kind: Last](connection: Any, kind: type[Kind]) -> Kind:
    """Return what the transaction that is open has gathered of this kind, for the caller to add."""
    return connection.written_last.setdefault(kind, kind())


class BeforeCommit:
    """Mixin of both backends."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.written_last: dict[type[Last], Last] = {}

    def _commit(self) -> None:
        while self.written_last:
            self.written_last.popitem()[1].write()
        super()._commit()  # type: ignore[misc]  # the backend's

    def _rollback(self) -> None:
        self.written_last.clear()
        super()._rollback()  # type: ignore[misc]  # the backend's

    def _close(self) -> None:
        self.written_last.clear()
        super()._close()  # type: ignore[misc]  # the backend's
