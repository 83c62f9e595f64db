"""再審査: a denied application waits again (§2.1)."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dengen.accounts.applications.application.fields import ApplicationFields
from dengen.accounts.applications.application.one_id_rule import has_member, holder_of_mail
from dengen.accounts.applications.application.status import Status
from dengen.accounts.membership.login_id import LoginID
from dengen.events.steps import StepNotAllowed
from dengen.events.trail import record

if TYPE_CHECKING:
    from dengen.accounts.membership.account.account import Account


class Reconsidered(ApplicationFields):
    """Mixin of Application."""

    class Meta:
        abstract = True

    @transaction.atomic
    def reopen(self, *, by: "Account", revision: int) -> bool:
        """Take the denial back: the application waits again and has its login ID again.

        Return False, and do nothing, if `by` had already done so. Raise `Overtaken` if it is not
        as in `revision` any more, `StepNotAllowed` if it isn't denied, or if its ID, business or
        mail address was taken meanwhile.
        """
        if not self.may_step(Status.WAITING, by=by, revision=revision):
            return False
        if not self.email:
            raise StepNotAllowed(_("個人情報の保存期間が過ぎたため、審査待ちに戻せません。"))
        if not self.addresses:
            raise StepNotAllowed(
                _(
                    "メールアドレスが未確認のため、審査待ちに戻せません。"
                    "改めてのお申し込みをお願いしてください。"
                )
            )
        self._check_still_free()
        self.login = self._claim_again()
        self.status, self.decided_by, self.decided_at = Status.WAITING, None, None
        self.reason = ""
        self.remarks: dict[str, str] = {}
        self.revision += 1
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:  # somebody applied with the address this very moment
            raise StepNotAllowed(_mail_taken()) from error
        record("application.reopened", self, by=by, revision=self.revision)
        return True

    def _check_still_free(self) -> None:
        if holder_of_mail(self):
            raise StepNotAllowed(_mail_taken())
        if has_member(self):
            raise StepNotAllowed(_("同じ事業者の会員がすでにいるため、審査待ちに戻せません。"))

    def _claim_again(self) -> LoginID:
        try:
            return LoginID.claim(self.login_name)
        except ValidationError as error:
            raise StepNotAllowed(
                _(
                    "会員ID「%(id)s」は、その後、他の申込で使われたため、審査待ちに戻せません。"
                    "別の会員IDでの申込をお願いしてください。"
                )
                % {"id": self.login_name}
            ) from error


def _mail_taken() -> str:
    return _(
        "同じメールアドレスが、他の会員または審査待ちの申込で使われているため、"
        "審査待ちに戻せません。"
    )
