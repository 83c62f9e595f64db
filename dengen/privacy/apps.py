from importlib import import_module

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "dengen.privacy"

    def ready(self) -> None:
        """Load what follows from the end of an ID."""
        import_module("dengen.privacy.reactions")
