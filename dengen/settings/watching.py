"""What the board tells whoever watches it (docs/watch.md)."""

import logging

from environs import validate

from dengen.settings.environment import env

METRICS_TOKEN = env.str("DENGEN_METRICS_TOKEN", "")  # none: no metrics
LOG_LEVEL = env.log_level("DENGEN_LOG_LEVEL", logging.INFO)
LOG_FORMAT = env.str("DENGEN_LOG_FORMAT", "json", validate=validate.OneOf(["json", "text"]))
_SILENT = {"handlers": ["nothing"], "propagate": False}
_FAULTS = {"level": "WARNING"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "dengen.watch.lines.JsonLines"},
        "text": {"()": "dengen.watch.lines.TextLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "nothing": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"level": LOG_LEVEL},
        # They name paths, which may hold keys; our own line of the request says the same.
        "django.request": _SILENT,
        "django.security.csrf": _SILENT,
        # Each step of theirs is a line; ours tell how a task ended.
        "django.tasks": _SILENT,
        "django_tasks_db": _FAULTS,
        # They would tell the parameters of queries.
        "django.db.backends": _FAULTS,
    },
}
