"""The presets of reasons that a new board begins with: first_presets.toml."""

import tomllib
from pathlib import Path

from django.db import connection

from dengen.events.models import Event
from dengen.listings.models import ReasonPreset

FILE = Path(__file__).with_name("first_presets.toml")


def add_first_presets(**signal: object) -> None:
    """Add them unless the board has, or once had, presets; run after every migration."""
    tables = connection.introspection.table_names()
    if ReasonPreset._meta.db_table not in tables or Event._meta.db_table not in tables:
        return
    is_touched = Event.objects.filter(subject_type=ReasonPreset._meta.label_lower).exists()
    if is_touched or ReasonPreset.objects.exists():
        return
    queues = tomllib.loads(FILE.read_text("utf-8"))
    ReasonPreset.objects.bulk_create(
        ReasonPreset(queue=queue, position=position, **preset)
        for queue, presets in queues.items()
        for position, preset in enumerate(presets, start=1)
    )
