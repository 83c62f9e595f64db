"""What one operator proposes and another one takes."""

from collections.abc import Iterator

from django.test import override_settings

from tests import factories
from tests.page_cache.lives import life
from tests.page_cache.panel import Cast


@life("proposal.submitted", "proposal.cancelled", "proposal.rejected", "proposal.seconded")
def about_a_listing(cast: Cast) -> Iterator[None]:
    one, reason = cast.published, factories.REASON
    with override_settings(SECOND_OPERATOR=True):
        proposal = one.propose_denial(by=cast.colleague, revision=one.revision, reason=reason)
        yield
        proposal.withdraw(by=cast.colleague)
        yield
        proposal = one.propose_denial(by=cast.colleague, revision=one.revision, reason=reason)
        proposal.reject(by=cast.administrator)
        yield
        proposal = one.propose_denial(by=cast.colleague, revision=one.revision, reason=reason)
        proposal.second(by=cast.administrator)
        yield
        one.refresh_from_db()
        again = one.propose_deletion(by=cast.colleague, revision=one.revision, reason=reason)
        again.second(by=cast.administrator)
        yield


@life("proposal.seconded", "account.retired")
def about_an_account(cast: Cast) -> Iterator[None]:
    with override_settings(SECOND_OPERATOR=True):
        proposal = cast.owner.propose_retirement(by=cast.colleague, reason=factories.REASON)
        yield
        proposal.second(by=cast.administrator)
        yield
