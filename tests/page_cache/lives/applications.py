"""An application from its submission to a decision, and to what is forgotten of it."""

from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command

from dengen.accounts.keys import APPLICATION_ADDRESS
from dengen.accounts.keys.key import OneTimeKey
from dengen.accounts.models import Application
from tests import factories
from tests.keys import mailed_key
from tests.page_cache.lives import life
from tests.page_cache.panel import Cast


def first_key() -> OneTimeKey | None:
    return APPLICATION_ADDRESS.find(mailed_key("application_received"))


@life(
    "application.submitted",
    "confirmation.requested",
    "application.repeated",
    "application.confirmed",
    "application.denied",
    "application.reopened",
    "application.approved",
)
def that_is_decided(cast: Cast) -> Iterator[None]:
    one = factories.application(email_confirmed_at=None).submit()
    yield
    Application.send_link_again(one.submission_key)
    yield
    one.confirm(key=first_key())
    yield
    factories.application(email=one.email).submit()
    yield
    one.deny(by=cast.colleague, revision=one.revision, reason=factories.REASON)
    yield
    one.reopen(by=cast.colleague, revision=one.revision)
    yield
    alike = factories.application(family_name=one.family_name, given_name=one.given_name)
    alike.phone = one.phone
    alike.submit()
    yield
    one.approve(by=cast.colleague, revision=one.revision)
    yield
    alike.deny(by=cast.colleague, revision=alike.revision, reason=factories.REASON)
    yield


@life("application.disowned", "application.lapsed")
def that_nobody_confirms(cast: Cast) -> Iterator[None]:
    for _number in range(2):
        factories.application(email_confirmed_at=None).submit()
    yield
    Application.objects.latest("pk").disown(key=first_key())
    yield
    cast.later(days=settings.CONFIRMATION_DAYS + 1)
    yield
    call_command("end_unconfirmed_applications")
    yield


@life("application.denied")
def that_was_denied_long_ago(cast: Cast) -> Iterator[None]:
    one = factories.application().submit()
    one.deny(by=cast.colleague, revision=one.revision, reason=factories.REASON)
    cast.later(days=settings.DENIED_APPLICATION_DAYS + 1)
    yield
    call_command("prune_personal_data")
    yield
