"""`forget_the_retired`: erases the last mails to retired people; the worker calls it hourly."""

from django.core.management.base import BaseCommand

from dengen.accounts.membership.account.account import Account
from dengen.mail.models import Message


class Command(BaseCommand):
    help = "Erases the texts of mails to people whose ID has ended, once they are sent."

    def handle(self, **options: object) -> None:
        Message.objects.filter(reader__in=Account.objects.retired()).forget_texts()
