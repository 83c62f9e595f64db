from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string


class ListingsConfig(AppConfig):
    name = "dengen.listings"

    def ready(self) -> None:
        """Register what follows from events, and give a new board its first presets."""
        import_module("dengen.listings.mails")
        import_module("dengen.listings.reactions")
        first_presets = import_string("dengen.listings.presets.first_presets.add_first_presets")
        post_migrate.connect(first_presets, sender=self)
