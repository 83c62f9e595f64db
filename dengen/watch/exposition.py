"""The figures as Prometheus reads them.

They are read from the database when somebody asks: several processes on several machines all give
the same answer, and none of them has to count. What can't be read is counted: see counting.py.
"""

from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from dengen.watch import counting, figures

CONTENT_TYPE = CONTENT_TYPE_LATEST
# Name without "dengen_", what it tells, the label if there is one, and the function that asks.
FIGURES = [
    ("applications_waiting", "Applications that wait for a decision.", "", figures.applications),
    ("listings_waiting", "Listings that wait for a decision.", "", figures.listings),
    (
        "oldest_waiting_business_days",
        "Business days that the oldest undecided one has waited.",
        "what",
        figures.oldest_waiting,
    ),
    ("mails", "Mails of the outbox.", "state", figures.mails),
    ("oldest_mail_seconds", "Age of the oldest mail that waits.", "", figures.oldest_mail),
    ("mail_server_away_seconds", "How long it can't be reached.", "", figures.mail_server_away),
    ("events_unsealed", "Events that wait for their seal.", "", figures.unsealed),
    ("oldest_unsealed_seconds", "Age of the oldest of them.", "", figures.oldest_unsealed),
    ("worker_silence_seconds", "Since a worker was last seen.", "worker", figures.silences),
    ("backup_age_seconds", "Since the last backup; none if none was made.", "", figures.backup_age),
    ("read_only_seconds", "How long the board has been read-only.", "", figures.read_only),
    ("accounts_frozen", "Accounts locked after wrong passwords.", "", figures.frozen),
    ("board_version", "Grows with every event.", "", figures.board_version),
    ("database_bytes", "Size of the database.", "", figures.database_size),
    ("disk_free_bytes", "Room left for the data folder.", "", figures.disk_free),
]


class Board(Collector):
    """Asks when it is collected."""

    def collect(self) -> Iterator[Metric]:
        """Return every figure, and what the board is built of."""
        for name, help_text, label, ask in FIGURES:
            family = GaugeMetricFamily(
                f"dengen_{name}", help_text, labels=[label] if label else None
            )
            found: Any = ask()
            for value, number in _by_label(found).items():
                family.add_metric([value] if label else [], number)
            yield family
        yield InfoMetricFamily("dengen_build", "What runs here.", value=figures.build())


def _by_label(found: Any) -> dict[str, float]:
    if isinstance(found, dict):
        return found
    return {} if found is None else {"": found}


def exposition() -> bytes:
    """Return all figures, in Prometheus' text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Board())
    counting.register(registry)
    return generate_latest(registry)
