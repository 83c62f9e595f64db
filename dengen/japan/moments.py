"""Moments in the board's zone: when a day begins and ends, how the command line says one."""

from datetime import date, datetime, time, timedelta

from dengen.japan.business_days import TOKYO


def start_of(day: date) -> datetime:
    """Return the first moment of the day."""
    return datetime.combine(day, time.min, TOKYO)


def end_of(day: date) -> datetime:
    """Return the first moment after the day."""
    return start_of(day + timedelta(days=1))


def in_tokyo(moment: datetime) -> str:
    """Return the moment as 2026-11-30 17:00:12 JST."""
    return f"{moment.astimezone(TOKYO):%Y-%m-%d %H:%M:%S %Z}"
