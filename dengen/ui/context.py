"""What every page may say about the board and its operator."""

from django.conf import settings
from django.http import HttpRequest

from dengen.database import read_only


def board(request: HttpRequest) -> dict[str, object]:
    """Return `board.name`, `board.operator_name` … from the settings."""
    return {
        "board": {
            "name": settings.BOARD_NAME,
            "operator_name": settings.OPERATOR_NAME,
            "operator_mail": settings.OPERATOR_MAIL,
            "mail_senders": (settings.SYSTEM_MAIL_FROM, settings.OPERATOR_MAIL_FROM),
            "login_tries": settings.LOGIN_TRIES,
            "freeze_hours": settings.FREEZE_HOURS,
            "handover_days": settings.HANDOVER_DAYS,
            "review_business_days": settings.REVIEW_BUSINESS_DAYS,
            "session_idle_seconds": settings.SESSION_IDLE_MINUTES * 60,
            "demo": settings.DEMO,
            "read_only": read_only.mode,  # asked for where the page shows it
        }
    }
