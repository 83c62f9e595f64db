"""`seal_events`: chains the events that were recorded since; the worker calls it all the time."""

from django.core.management.base import BaseCommand

from dengen.events.head import note_head
from dengen.events.sealing import seal_waiting


class Command(BaseCommand):
    help = "Seals the events that wait for it, and notes the head of the trail."

    def handle(self, **options: object) -> None:
        seal_waiting()
        note_head()
