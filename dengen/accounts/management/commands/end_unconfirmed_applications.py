"""`end_unconfirmed_applications`: ends what nobody confirmed in time; called hourly."""

from contextlib import suppress

from django.core.management.base import BaseCommand

from dengen.accounts.applications.application.application import Application
from dengen.events.steps import Overtaken


class Command(BaseCommand):
    help = "Ends applications whose mail address nobody has confirmed in time."

    def handle(self, **options: object) -> None:
        for application in list(Application.objects.out_of_time()):
            with suppress(Overtaken):
                application.lapse()
