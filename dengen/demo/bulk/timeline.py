"""The order of events: late steps of early listings stand between those of later ones."""

import heapq
from collections.abc import Iterable
from datetime import datetime

from dengen.demo.bulk.generated_listing import GeneratedListing, Step


class Timeline:
    """Holds back what is still to come."""

    def __init__(self) -> None:
        self._ahead: list[tuple[datetime, int, int, GeneratedListing]] = []

    def add(self, listings: Iterable[GeneratedListing]) -> None:
        """Take up everything that happens to these."""
        for generated in listings:
            for number, step in enumerate(generated.steps):
                heapq.heappush(self._ahead, (step.at, generated.index, number, generated))

    def until(self, moment: datetime | None) -> list[tuple[GeneratedListing, int, Step]]:
        """Return what happens until then, or all that is left: listing, number of step, step."""
        found = []
        while self._ahead and (moment is None or self._ahead[0][0] < moment):
            _at, _index, number, generated = heapq.heappop(self._ahead)
            found.append((generated, number, generated.steps[number]))
        return found
