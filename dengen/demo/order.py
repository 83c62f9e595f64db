"""Many stories that happen on one board, each step at its own moment."""

from collections.abc import Generator, Iterable
from datetime import datetime
from heapq import heapify, heappop, heappush
from typing import Any

from dengen import clock

type Story = Generator[datetime, None, Any]


def run_in_order(stories: Iterable[Story]) -> None:
    """Run all stories, the earliest step first; at one moment, the story that comes first."""
    steps = [(next(story), number, story) for number, story in enumerate(stories)]
    heapify(steps)
    while steps:
        moment, number, story = heappop(steps)
        with clock.at(moment):
            following = next(story, None)
        if following is not None:
            heappush(steps, (following, number, story))
