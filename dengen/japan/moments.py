"""Moments as the command line says them: in the zone of the board's pages, which is named."""

from datetime import datetime

from dengen.japan.business_days import TOKYO


def in_tokyo(moment: datetime) -> str:
    """Return the moment as 2026-11-30 17:00:12 JST."""
    return f"{moment.astimezone(TOKYO):%Y-%m-%d %H:%M:%S %Z}"
