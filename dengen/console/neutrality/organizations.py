"""The decisions of a period by business."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from dengen.accounts.models import Account, Application
from dengen.console.neutrality.tally import Tally
from dengen.database.among import Among
from dengen.listings.presets.reason_preset import QueueName
from dengen.oversight.kept.closing import Closing
from dengen.oversight.kept.reading import Kept


@dataclass
class Organization:
    """A business by its name: its accounts, or its applications, and the decisions on theirs."""

    name: str
    parties: set[int] = field(default_factory=set)
    count: int = 0


def organizations_of(kept: Kept, noun: str, first: date, last: date) -> list[Organization]:
    """Return each business with decisions in the period, the most first."""
    counts = kept.counts_of_parties(noun, first, last)
    names = _names(noun, counts)
    found: dict[str, Organization] = {}
    for party, count in counts.items():
        name = names.get(party, "")
        organization = found.setdefault(name, Organization(name))
        organization.parties.add(party)
        organization.count += count
    return sorted(found.values(), key=lambda one: (-one.count, one.name))


def tallies_of(
    kept: Kept, noun: str, first: date, last: date, organizations: list[Organization]
) -> list[tuple[str, Tally]]:
    """Return the figures of these."""
    owners = {party: one.name for one in organizations for party in one.parties}
    ends: dict[str, Counter[tuple[str, int, bool]]] = defaultdict(Counter)
    found = kept.ends_of_parties(noun, first, last, owners)
    for (party, outcome, days), count in found.items():
        if outcome != Closing.DELETED:
            ends[owners[party]][outcome, days, False] += count
    return [(one.name, Tally(ends[one.name])) for one in organizations]


def _names(noun: str, parties: Iterable[int]) -> dict[int, str]:
    if noun == QueueName.APPLICATION:
        applications = Application.objects.filter(Among(F("pk"), parties)).order_by()
        return dict(applications.values_list("pk", "organization_name"))
    accounts = Account.objects.filter(Among(F("pk"), parties)).order_by()
    return dict(accounts.values_list("pk", "organization__name"))
