from importlib import import_module

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "dengen.oversight"

    def ready(self) -> None:
        """Load the mails that follow from events."""
        import_module("dengen.oversight.mails")
