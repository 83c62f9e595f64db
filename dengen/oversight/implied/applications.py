"""Applications: where each stands, and who decided."""

from collections.abc import Mapping

from dengen.accounts.applications.application.status import Status
from dengen.accounts.models import Application
from dengen.events.models import Event
from dengen.oversight.implied.comparing import Kind, State, within

STATUS = {
    "application.submitted": Status.WAITING,
    "application.approved": Status.APPROVED,
    "application.denied": Status.DENIED,
    "application.reopened": Status.WAITING,
}
ENDINGS = ("application.lapsed", "application.disowned")  # after which there is no row


class Applications(Kind):
    """The last step that changes the status counts."""

    model = Application

    def implied(self, events: Mapping[int, list[Event]], pks: range) -> dict[int, State]:
        """Return what the events imply; see `Kind`."""
        return {pk: state for pk, steps in events.items() if (state := _state(steps))}

    def found(self, pks: range) -> dict[int, State]:
        """Return what is found in the tables; see `Kind`."""
        rows = within(Application.objects.all(), pks)
        return {row.pk: {"status": row.status, "decided_by": row.decided_by_id} for row in rows}


def _state(steps: list[Event]) -> State:
    known = [step for step in steps if step.name in STATUS]
    if not known or steps[-1].name in ENDINGS:
        return {}
    status = STATUS[known[-1].name]
    return {
        "status": status,
        "decided_by": None if status == Status.WAITING else known[-1].actor_id,
    }


APPLICATIONS = Applications()
