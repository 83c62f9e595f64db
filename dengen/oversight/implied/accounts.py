"""Accounts: who there is, in which role, suspended or not, retired or not."""

from collections.abc import Mapping

from dengen.accounts.membership.role import Role
from dengen.accounts.models import Account, Application
from dengen.events.models import Event
from dengen.oversight.implied.comparing import Kind, State, within

ENDINGS = ("account.retired", "account.handed_over")


class Accounts(Kind):
    """A member's account begins with the approval of an application, a colleague's by itself."""

    model = Account

    def implied(self, events: Mapping[int, list[Event]], pks: range) -> dict[int, State]:
        """Return what the events imply; see `Kind`."""
        states: dict[int, State] = {
            pk: {"role": Role.MEMBER, "is_suspended": False, "is_retired": False}
            for pk in _approved(pks)
        }
        for pk, steps in events.items():
            for step in steps:
                _apply(states, pk, step)
        return states

    def found(self, pks: range) -> dict[int, State]:
        """Return what is found in the tables; see `Kind`."""
        rows = within(Account.objects.all(), pks)
        return {
            row.pk: {
                "role": row.role,
                "is_suspended": row.suspended_at is not None,
                "is_retired": row.retired_at is not None,
            }
            for row in rows
        }


def _apply(states: dict[int, State], pk: int, step: Event) -> None:
    if step.name == "operator.created":
        role = step.particular("role")
        states[pk] = {"role": role, "is_suspended": False, "is_retired": False}
    state = states.get(pk, {})
    if step.name == "role.changed":
        state["role"] = step.particular("role")
    elif step.name == "account.suspended":
        state["is_suspended"] = True
    elif step.name == "suspension.lifted":
        state["is_suspended"] = False
    elif step.name in ENDINGS:
        state["is_retired"] = True


def _approved(pks: range) -> set[int]:
    """Return the accounts of those numbers that an approval has made."""
    theirs = within(Application.objects.all(), pks, "login__account__pk")
    approvals = Event.objects.filter(
        name="application.approved",
        subject_type="accounts.application",
        subject_id__in=[application.pk for application in theirs],
    )
    made = {event.particular("account") for event in approvals}
    return {pk for pk in made if isinstance(pk, int) and pk in pks}


ACCOUNTS = Accounts()
