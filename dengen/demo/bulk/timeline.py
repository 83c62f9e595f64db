"""In which order it happened: late steps of early listings stand between those of later ones."""

import heapq
from collections.abc import Iterable
from datetime import datetime

from dengen.demo.bulk.life import Life, Step


class Timeline:
    """Holds back what is still to come."""

    def __init__(self) -> None:
        self._ahead: list[tuple[datetime, int, int, Life]] = []

    def add(self, lives: Iterable[Life]) -> None:
        """Take up everything that happens in these lives."""
        for life in lives:
            for number, step in enumerate(life.steps):
                heapq.heappush(self._ahead, (step.at, life.index, number, life))

    def until(self, moment: datetime | None) -> list[tuple[Life, int, Step]]:
        """Return what happens until then, or all that is left: life, number of step, step."""
        found = []
        while self._ahead and (moment is None or self._ahead[0][0] < moment):
            _at, _index, number, life = heapq.heappop(self._ahead)
            found.append((life, number, life.steps[number]))
        return found
