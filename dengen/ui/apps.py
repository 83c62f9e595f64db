from django.apps import AppConfig
from django.urls import register_converter

from dengen.ui import framework_words  # noqa: F401 - loading it is what it is for


class UiConfig(AppConfig):
    name = "dengen.ui"

    def ready(self) -> None:
        """Make `<number:pk>` known, before any address is read."""
        from dengen.ui.numbers import NumberConverter  # noqa: PLC0415 - Django's converters need apps

        register_converter(NumberConverter, "number")
