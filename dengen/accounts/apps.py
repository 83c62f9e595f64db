from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string


class AccountsConfig(AppConfig):
    name = "dengen.accounts"

    def ready(self) -> None:
        """Register what follows from events and logins, and give a new board its first terms."""
        import_module("dengen.accounts.mails")
        import_module("dengen.accounts.applications.application.room")
        import_module("dengen.accounts.membership.reactions")
        first_terms = import_string("dengen.accounts.terms.first_terms.publish_first_terms")
        post_migrate.connect(first_terms, sender=self)
        asked_by_all = import_string("dengen.accounts.authentication.sessions.asked_by_all.install")
        post_migrate.connect(asked_by_all, sender=self)
        user_logged_in.connect(
            import_string("dengen.accounts.authentication.sessions.store.note_login")
        )
