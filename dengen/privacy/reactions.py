"""What is erased when an ID ends, and when an address turns out to be nobody's."""

from dengen.accounts.models import Account, Application
from dengen.events.models import Event
from dengen.events.trail import on
from dengen.privacy.erasing import erase, erase_unconfirmed


@on("person.erased")
def erase_person(event: Event, account: Account) -> None:
    """Erase the person whose ID has ended in every room."""
    erase(account, event.handed["person"])


@on("application.lapsed", "application.disowned")
def erase_unconfirmed_addresses(event: Event, application: Application) -> None:
    """Erase the mails to addresses that nobody has confirmed."""
    erase_unconfirmed(application)
