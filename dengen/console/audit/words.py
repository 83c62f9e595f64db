"""The trail's vocabulary in the words of the screen. What has none is shown as it is."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from dengen.accounts.authentication.second_factor.second_step import Way
from dengen.accounts.membership.handover_outcome import Outcome
from dengen.accounts.membership.mail_domain import Treatment
from dengen.accounts.membership.person import Person
from dengen.accounts.membership.role import Role
from dengen.events.models import Event
from dengen.japan.written_days import short_moment
from dengen.review.inviters import Relation
from dengen.review.seconded import Step

EVENTS = {
    "application.repeated": _("登録済みのメールアドレスでの申込"),
    "application.reopened": _("利用申込の再審査"),
    "listing.reopened": _("掲載の再審査"),
    "preset.added": _("否認理由のひな形の追加"),
    "preset.changed": _("否認理由のひな形の変更"),
    "preset.moved": _("否認理由のひな形の並べ替え"),
    "preset.removed": _("否認理由のひな形の削除"),
    "proposal.submitted": _("二人の職員による操作の提案"),
    "proposal.seconded": _("二人目の職員による実行"),
    "proposal.rejected": _("提案の却下"),
    "proposal.cancelled": _("提案の取り下げ"),
    "account.handed_over": _("担当者の交代"),
    "handover.requested": _("担当者の交代の申込"),
    "handover.cancelled": _("担当者の交代の取り消し"),
    "listing.moved": _("掲載の引き継ぎ"),
    "trail.reported": _("監査担当への報告"),
    "trail.acknowledged": _("封印が合わない記録の確認"),
    "terms.accepted": _("利用規約への同意"),
    "terms.declined": _("利用規約への不同意"),
    "terms.drafted": _("利用規約の下書きの保存"),
    "terms.discarded": _("利用規約の下書きの削除"),
    "terms.published": _("利用規約の公表"),
    "terms.cancelled": _("利用規約の取り下げ"),
    "account.suspended": _("利用停止"),
    "suspension.lifted": _("利用停止の解除"),
    "account.contacted": _("会員へのメール"),
    "business_list.uploaded": _("事業者名簿のファイルの確認"),
    "business_list.recalled": _("事業者名簿の以前の版の確認"),
    "business_list.compared": _("事業者名簿との再比較"),
    "business_list.discarded": _("事業者名簿の取り込みの取り消し"),
    "business_list.confirmed": _("事業者名簿の取り込みの確定"),  # by 0.1.0
    "business_list.imported": _("事業者名簿の取り込み"),
    "mail_domain.changed": _("メールドメインの扱いの変更"),
    "mail_domain.removed": _("メールドメインの扱いの削除"),
    "notice.published": _("お知らせの掲示"),
    "notice.changed": _("お知らせの変更"),
    "notice.removed": _("お知らせの取り下げ"),
    "contact.changed": _("登録内容の変更"),
    "mail_address.requested": _("メールアドレスの変更の申込"),
    "mail_address.confirmed": _("メールアドレスの変更"),
    "mail_address.cancelled": _("メールアドレスの変更の取り消し"),
    "session.ended": _("他の端末のログアウト"),
    "password_reset.requested": _("パスワード再設定の依頼"),
    "password_reset.granted": _("仮パスワードの発行"),
    "password_reset.denied": _("パスワード再設定の依頼の否認"),
    "password_link.requested": _("パスワード再設定の案内の送付"),
    "end.announced": _("掲載期間のお知らせ"),
    "owner.reminded": _("掲載期間経過の連絡"),
    "mail.retried": _("メールの送信のやり直し"),
    "mail.repeated": _("メールの再送"),
    "mail.tested": _("メールの送信テスト"),
    "sending.resumed": _("メールの送信の再開"),
    "writing.paused": _("読み取り専用の開始"),
    "writing.resumed": _("読み取り専用の終了"),
    "board.restored": _("バックアップからの復元"),
    "application.submitted": _("利用申込"),
    "application.confirmed": _("申込のメールアドレスの確認"),
    "application.lapsed": _("利用申込の終了（メールアドレスの確認期限切れ）"),
    "application.disowned": _("利用申込の終了（メールアドレスの持ち主による取り消し）"),
    "confirmation.requested": _("申込の確認メールの再送"),
    "application.approved": _("利用申込の承認"),
    "application.denied": _("利用申込の否認"),
    "account.logged_in": _("ログイン"),
    "account.logged_out": _("ログアウト"),
    "account.frozen": _("IDの凍結"),
    "account.retired": _("IDの削除"),
    "person.erased": _("個人情報の消去"),
    "password.changed": _("パスワードの変更"),
    "retirement.requested": _("ID削除の申請"),
    "retirement.cancelled": _("ID削除の申請の取り消し"),
    "operator.created": _("職員のIDの作成"),
    "role.changed": _("職員の役割の変更"),
    "invitation.created": _("職員の招待"),
    "invitation.renewed": _("職員の招待の再送"),
    "invitation.cancelled": _("職員の招待の取り消し"),
    "invitation.accepted": _("職員の招待の受諾"),
    "second_factor.added": _("二段階認証の登録"),
    "second_factor.removed": _("二段階認証の削除"),
    "second_factor.cleared": _("二段階認証のリセット"),
    "recovery_codes.renewed": _("リカバリーコードの再作成"),
    "recovery_code.used": _("リカバリーコードの使用"),
    "listing.submitted": _("掲載の申請"),
    "listing.approved": _("掲載の承認"),
    "listing.denied": _("掲載の否認"),
    "listing.deleted": _("掲載の削除"),
}
PARTICULARS = {
    "head": _("末尾の封印"),
    "verified": _("検証した記録"),
    "acknowledged": _("確認済みの記録"),
    "finding": _("検証で見つかった問題"),
    "decisions": _("承認・否認"),
    "seconded": _("二人の職員による操作"),
    "related": _("招待の関係がある操作"),
    "first": _("最初の番号"),
    "last": _("最後の番号"),
    "cover": _("確認した範囲の封印"),
    "events": _("署名し直した記録"),
    "account": _("会員番号"),
    "backed_up_at": _("バックアップの時点"),
    "announcement": _("時期"),
    "before": _("変更前の役割"),
    "kind": _("種類"),
    "left": _("残り"),
    "second_factor": _("二段階認証"),
    "flawed": _("取り込めない行"),
    "added": _("追加"),
    "changed": _("変更"),
    "removed": _("名簿から除いた事業者"),
    "put_back": _("戻す版の番号"),
    "total": _("全件"),
    "domain": _("ドメイン"),
    "treatment": _("扱い"),
    "title": _("件名"),
    "label": _("見出し"),
    "text": _("本文"),
    "position": _("順番"),
    "listing": _("掲載情報の番号"),
    "step": _("操作"),
    "successor": _("後任の会員番号"),
    "effective_on": _("適用日"),
    "version": _("規約の版"),
    "cause": _("事由"),
    "to": _("引き継ぎ先の会員番号"),
    "copy": _("再送したメール"),
    "count": _("件数"),
    "field": _("項目"),
    "fields": _("項目"),
    "reason": _("理由"),
    "relation": _("二人の関係"),
    "revision": _("版"),
    "role": _("役割"),
    "until": _("期限"),
    "unconfirmed": _("メールアドレスの確認"),
    "cancelled": _("削除のしかた"),
}
FIELDS = {field.name: field.verbose_name for field in Person._meta.local_fields}
# What stands for something in the particulars of these names.
VALUES: dict[str, dict[Any, Any]] = {
    "role": dict(Role.choices),
    "before": dict(Role.choices),
    "kind": dict(Way.choices),
    "second_factor": dict(Way.choices),
    "treatment": dict(Treatment.choices),
    "cause": dict(Outcome.choices),
    "step": dict(Step.choices),
    "relation": dict(Relation.choices),
    "field": FIELDS,
    "fields": FIELDS,
    "unconfirmed": {True: _("未確認")},
    "cancelled": {True: _("掲載者による取り下げ")},
    "announcement": {
        "fortnight": _("14日前"),
        "eve": _("前日"),
        "ended": _("終了の翌日"),
    },
}
ERASED = _("（個人情報とともに消去済み）")
CHANNELS = {"web": _("画面"), "command": _("コマンド")}


def event_words(event: Event) -> str:
    """Return what was done."""
    return str(EVENTS.get(event.name, event.name))


def particulars_words(event: Event) -> list[tuple[str, str]]:
    """Return the particulars, each with its label."""
    told = dict(event.all_particulars)
    if event.is_erased:
        told["reason"] = ERASED
    return [(str(PARTICULARS.get(name, name)), _value_words(name, told[name])) for name in told]


def reason_words(event: Event) -> str:
    """Return the reason that was given with the step; "" if there was none."""
    return str(ERASED) if event.is_erased else event.particular("reason") or ""


def channel_words(event: Event) -> str:
    """Return how it came in."""
    return str(CHANNELS.get(event.channel, event.channel))


def _value_words(name: str, value: Any) -> str:
    if isinstance(value, list):
        return _("、").join(_value_words(name, one) for one in value)
    known = VALUES.get(name, {})
    if known and value in known:
        return str(known[value])
    moment = _moment(value)
    return short_moment(moment) if moment else "" if value is None else str(value)


def _moment(value: Any) -> datetime | None:
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
