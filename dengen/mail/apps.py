from django.apps import AppConfig
from django.utils.module_loading import import_string


class MailConfig(AppConfig):
    name = "dengen.mail"

    def ready(self) -> None:
        """Register what follows from events."""
        import_string("dengen.mail.mails.send_test")
