"""Whether anybody sends the mails and does the housekeeping."""

from dengen.database import read_only
from dengen.mail.models import WorkerHeartbeat
from dengen.mail.models.heartbeat import SILENCE

SHOWN_WORKERS = 5


def workers() -> dict[str, object]:
    """Return the page's warning: who is missed since when, and if nobody works."""
    if read_only.mode():
        return {"is_worker_missed": False}  # they rest
    return {
        "is_worker_missed": not WorkerHeartbeat.objects.living().exists(),
        "missed_workers": WorkerHeartbeat.objects.missed()[:SHOWN_WORKERS],
        "worker_seen_at": WorkerHeartbeat.last_seen(),
        "silence_minutes": SILENCE.seconds // 60,
    }
