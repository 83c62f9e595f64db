"""The operator's staff: how they come, what they may do and how they log in."""

from collections.abc import Iterator

from django.test import override_settings

from dengen.accounts.authentication.second_factor.second_step import take_second_step
from dengen.accounts.models import Account
from dengen.listings.presets.reason_preset import ReasonPreset
from tests import factories
from tests.page_cache.lives import life
from tests.page_cache.panel import Cast


@life(
    "invitation.created",
    "invitation.renewed",
    "invitation.cancelled",
    "invitation.accepted",
    "operator.created",
)
def a_colleague_who_is_invited(cast: Cast) -> Iterator[None]:
    by, address = cast.administrator, "onaji@operator.example.jp"
    factories.application(email=address, email_confirmed_at=None).submit()
    confirmed = factories.application(email2=address, email2_confirmed_at=None).submit()
    yield
    invited = factories.invitation(by)
    invited.send_again(by=by)
    invited.withdraw(by=by)
    yield
    factories.invitation(by, email=confirmed.email).accept(password=factories.PASSWORD)
    yield


@life("role.changed", "account.retired")
def a_colleague_with_another_role(cast: Cast) -> Iterator[None]:
    reviewer = Account.objects.get(pk=cast.reviewer.pk)
    for role in ("auditor", "administrator", "reviewer"):
        reviewer.change_role(role, by=cast.administrator)
        yield
    reviewer.retire(by=cast.administrator, reason=factories.REASON)
    yield


@life(
    "second_factor.added",
    "recovery_codes.renewed",
    "recovery_code.used",
    "second_factor.removed",
    "second_factor.cleared",
)
def a_colleagues_second_factor(cast: Cast) -> Iterator[None]:
    reviewer = Account.objects.get(pk=cast.reviewer.pk)
    factories.authenticator_app(reviewer)
    yield
    code = reviewer.renew_recovery_codes()[0]
    yield
    take_second_step(reviewer, "recovery_code", code, logs_in=False)
    yield
    with override_settings(SECOND_FACTOR="optional"):
        reviewer.remove_authenticator_app()
    yield
    factories.authenticator_app(reviewer)
    Account.objects.get(pk=reviewer.pk).clear_second_factor(by=cast.administrator)
    yield


@life("preset.added", "preset.changed", "preset.moved", "preset.removed")
def what_reviewers_write_again_and_again(cast: Cast) -> Iterator[None]:
    by = cast.administrator
    for label in ("窓口", "期間"):
        one = ReasonPreset(queue="listing", label=label, text=factories.REASON).keep(by=by)
    one.text = "別の文面です。"
    one.keep(by=by, read=one.revision)
    one.move(by=by, up=True)
    yield
    one.refresh_from_db()
    one.remove(by=by, read=one.revision)
    yield
