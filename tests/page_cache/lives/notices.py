"""What the operator tells all members: notices and terms."""

from collections.abc import Iterator
from datetime import timedelta

from dengen.accounts.models import Account, Notice, Terms, TermsDraft
from dengen.japan.business_days import today
from dengen.japan.moments import end_of
from tests import factories
from tests.page_cache.lives import life
from tests.page_cache.panel import Cast


@life("notice.published", "notice.changed", "notice.removed")
def a_notice(cast: Cast) -> Iterator[None]:
    by = cast.administrator
    one = Notice(title="休止", text="休止します。", start_on=today()).publish(by=by)
    yield
    one.text = "休止は取りやめます。"
    one.publish(by=by, read=one.revision)
    yield
    one.refresh_from_db()
    one.take_down(by=by, read=one.revision)
    yield


@life(
    "terms.drafted",
    "terms.discarded",
    "terms.published",
    "terms.cancelled",
    "terms.declined",
    "terms.accepted",
)
def the_terms(cast: Cast) -> Iterator[None]:
    by = cast.administrator
    TermsDraft.get().write(factories.terms().text + "\n\n附則", by=by, revision=0)
    TermsDraft.get().discard(by=by, revision=TermsDraft.get().revision)
    yield
    announced = factories.new_terms(days=7, by=by)
    yield
    TermsDraft.get().restore(announced, by=by, revision=TermsDraft.get().revision)
    yield
    new = factories.new_terms(by=by)
    yield
    cast.bystander.decline_terms(new)
    yield
    for reader in (cast.owner, cast.bystander):
        Account.objects.get(pk=reader.pk).accept_terms(Terms.objects.current())
        yield


@life("terms.published")
def terms_that_apply_from_midnight(cast: Cast) -> Iterator[None]:
    factories.new_terms(days=1, by=cast.administrator)
    cast.clock.move_to(end_of(today()) - timedelta(minutes=5))
    yield
    cast.later(minutes=10)
    yield
