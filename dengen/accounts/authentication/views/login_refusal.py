"""What somebody is told who may not come in."""

from django.conf import settings
from django.utils.translation import gettext as _

from dengen.accounts.applications.application.application import Application
from dengen.accounts.authentication.refusals import (
    Frozen,
    LoginRefused,
    NotYetApproved,
    Suspended,
    TooManyFromHere,
    WrongPassword,
)
from dengen.japan.written_days import long_day, long_moment


def refusal_text(refusal: LoginRefused) -> str:
    """Return what to tell somebody who may not come in."""
    if isinstance(refusal, NotYetApproved):
        return _still_waiting(refusal.application)
    if isinstance(refusal, TooManyFromHere):
        return _too_many(refusal)
    numbers = {"tries": settings.LOGIN_TRIES, "hours": settings.FREEZE_HOURS}
    return {
        WrongPassword: _(
            "会員IDまたはパスワードが正しくありません。"
            "連続で%(tries)d回間違えると、%(hours)d時間ログインできなくなります。"
        ),
        Frozen: _("このアカウントは現在使用できません。"),
        Suspended: _(
            "この会員IDは、利用を停止しています。理由はメールでお知らせしています。"
            "ご不明な点は、ページ下部のお問い合わせ先へご連絡ください。"
        ),
    }[type(refusal)] % numbers


def _too_many(refusal: TooManyFromHere) -> str:
    """Return when to try again; nothing about the ID, which wasn't even looked at."""
    return _(
        "お使いのネットワークからパスワードの誤りが続いたため、ログインの受け付けを一時的に止めて"
        "います。%(moment)s以降に、もう一度お試しください。以前ログインしたことのあるブラウザーからは、"
        "引き続きログインできます。"
    ) % {"moment": long_moment(refusal.until)}


def _still_waiting(application: Application) -> str:
    """Return since when it waits and until when it is decided, or what is to be done."""
    if application.awaits_confirmation:
        return _(
            "お申し込みのメールアドレスが、まだ確認されていません。受付完了メールのリンクから"
            "確認してください（期限：%(moment)s）。確認の後、審査を始めます。"
            "メールが届いていない場合は、「確認のメールを再送する」を押してください。"
        ) % {"moment": long_moment(application.confirm_by)}
    told = _(
        "承認完了メールを受信するまでログインできません。お申し込みは%(moment)sに受け付け、"
        "現在審査中です。通常%(day)sごろまでに、結果をメールでお知らせします。"
    ) % {"moment": long_moment(application.submitted_at), "day": long_day(application.due_on)}
    if application.is_overdue:
        told += _("審査が予定より遅れています。ご迷惑をおかけして申し訳ございません。")
    return told
