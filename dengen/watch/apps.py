from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "dengen.watch"

    def ready(self) -> None:
        """Let failures and tasks be told of."""
        import dengen.watch.signals  # noqa: F401, PLC0415 - its receivers
