"""When things happened in the demo."""

from datetime import UTC, datetime

import time_machine

from dengen.demo.moments import days_ago


def test_a_day_of_the_demo_has_one_morning_whenever_within_a_second_it_is_asked_for():
    asked = [datetime(2026, 11, 30, 5, 0, 0, microsecond, UTC) for microsecond in (60, 987_765)]
    mornings = set()
    for moment in asked:
        with time_machine.travel(moment, tick=False):
            mornings.add(days_ago(30))
    assert len(mornings) == 1
