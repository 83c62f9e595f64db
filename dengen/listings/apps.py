from django.apps import AppConfig
from django.utils.module_loading import import_string


class ListingsConfig(AppConfig):
    name = "dengen.listings"

    def ready(self) -> None:
        """Registers what follows from events."""
        import_string("dengen.listings.mails.tell_operator")
