"""What two operators did together, and whether one of them had invited the other."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from dengen.accounts.models import RetirementProposal
from dengen.console.audit.rows import WITH_ACTOR
from dengen.console.audit.subjects import Named, subjects_of
from dengen.database.among import Among
from dengen.events.models import Event
from dengen.japan.moments import end_of, start_of
from dengen.listings.models import Proposal
from dengen.review.inviters import Relation
from dengen.review.proposal import AbstractProposal
from dengen.review.proposal_ending import Ending

KINDS: dict[str, type[AbstractProposal]] = {
    model._meta.label_lower: model for model in (Proposal, RetirementProposal)
}


@dataclass(frozen=True)
class Seconded:
    """One step that two took; `event` is the second one's."""

    event: Event
    subject: Named
    proposal: AbstractProposal

    @property
    def relation(self) -> str:
        """How the two are related, in words; "" if neither has invited the other."""
        found = self.event.particular("relation")
        return str(Relation(found).label) if found else ""


def seconded_steps(first: date, last: date) -> list[Seconded]:
    """Return those of the period, oldest first."""
    found = Event.objects.filter(
        _about_seconded(),
        name="proposal.seconded",
        occurred_at__gte=start_of(first),
        occurred_at__lt=end_of(last),
    )
    events = list(found.select_related(*WITH_ACTOR).order_by("occurred_at", "pk"))
    subjects = subjects_of(events)
    proposals = _proposals(events)
    return [
        Seconded(event, subjects[key], proposals[key])
        for event in events
        if (key := (event.subject_type, event.subject_id)) in proposals
    ]


def _about_seconded() -> Q:
    """Return what finds the events about them by an index, which knows no names of events."""
    about = Q()
    for kind, model in KINDS.items():
        seconded = model._default_manager.filter(ending=Ending.SECONDED)
        pks = [*seconded.order_by().values_list("pk", flat=True)]
        about |= Q(Among(F("subject_id"), pks), subject_type=kind)
    return about


def _proposals(events: list[Event]) -> dict[tuple[str, int], AbstractProposal]:
    found: dict[tuple[str, int], AbstractProposal] = {}
    for kind, model in KINDS.items():
        pks = [event.subject_id for event in events if event.subject_type == kind]
        several = model._default_manager.select_related("proposed_by").in_bulk(pks)
        found |= {(kind, pk): one for pk, one in several.items()}
    return found
