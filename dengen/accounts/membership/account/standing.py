"""Who an account is and whether it may be used: what every door asks before it opens."""

from dengen.accounts.membership.account.fields import AccountFields
from dengen.accounts.membership.account.status import Standing
from dengen.accounts.membership.role import DECIDING, Role


class HasStanding(AccountFields):
    """Mixin of Account; `retired_at` and `suspended_at` are None while it may be used."""

    class Meta:
        abstract = True

    @property
    def concerned_accounts(self) -> tuple[int, ...]:
        """Whose own pages an event of this account changes."""
        return (self.pk,)

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # computed here, a mere default there
        """Whether this person may be logged in at all."""
        return self.retired_at is None

    @property
    def is_member(self) -> bool:
        """Whether this is a business's person in charge."""
        return self.role == Role.MEMBER

    @property
    def is_operator(self) -> bool:
        """Whether this is one of the operator's staff."""
        return not self.is_member

    @property
    def may_decide(self) -> bool:
        """Whether this person approves and denies."""
        return self.is_active and self.role in DECIDING

    @property
    def may_administer(self) -> bool:
        """Whether this person runs the board: its terms, its staff, its lists."""
        return self.is_active and self.role == Role.ADMINISTRATOR

    @property
    def is_suspended(self) -> bool:
        """Whether the operator has locked it."""
        return self.suspended_at is not None

    @property
    def may_stay(self) -> bool:
        """Whether a session that began goes on; a freeze stops logging in and nothing else."""
        return self.is_active and not self.is_suspended

    @property
    def standing(self) -> Standing:
        """How it stands: what is retired or suspended may be frozen too."""
        if self.retired_at:
            return Standing.RETIRED
        if self.is_suspended:
            return Standing.SUSPENDED
        return Standing.FROZEN if self.is_frozen else Standing.USABLE

    @property
    def is_frozen(self) -> bool:
        """Whether too many wrong passwords have locked the ID."""
        guard = getattr(self, "guard", None)
        return bool(guard and guard.is_frozen())
