"""Whether anybody sends the mails and does the housekeeping."""

from dengen.mail.models import SignOfLife
from dengen.mail.models.sign_of_life import SILENCE


def workers() -> dict[str, object]:
    """What the page's warning says: when the last worker was seen, if all are missed by now."""
    if SignOfLife.objects.living().exists():
        return {"is_worker_missed": False}
    return {
        "is_worker_missed": True,
        "worker_seen_at": SignOfLife.last_seen(),
        "silence_minutes": SILENCE.seconds // 60,
    }
