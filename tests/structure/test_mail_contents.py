"""What mails say, word by word where it matters, and what they keep to themselves."""

import pytest

from dengen.demo.mail_samples import all_kinds, sample
from dengen.japan.business_days import today
from dengen.japan.written_days import long_day

PERSON, BUSINESS = "髙橋 一郎 様", "みなと火力発電株式会社"
ID, TITLE, PASSWORD = "Minato2026", "発電設備の売り希望（東京エリア）", "k7mw4xhpt2na"
REASON = "登記上の正式名称"
MINE, NEW, OLD, SUCCESSOR = (
    f"{name}@minato.example.jp" for name in ("dengen", "new", "old", "kitamura")
)
TODAY = long_day(today())

SUBJECTS = {
    "account_frozen": "会員IDの凍結",
    "application_arrived": f"新しい利用申込（{BUSINESS}）",
    "application_reopened": "利用申込を再審査しています",
    "application_repeated": "このメールアドレスでのお申し込み",
    "handover_applied": "後任の方の利用申込を受け付けました",
    "handover_cancelled": "担当者の交代の取り消し",
    "handover_denied": "担当者の交代が承認されませんでした",
    "listing_ending": "掲載期間がまもなく終了します",
    "listing_overdue": "掲載期間経過のご連絡",
    "listing_reopened": "掲載を再審査しています",
    "mail_address_changed": "メールアドレスを変更しました",
    "mail_address_left": "このメールアドレスの登録が外れました",
    "mail_address_requested": "メールアドレスの変更を受け付けました",
    "mail_address_taken": "このメールアドレスへの変更について",
    "morning_report": "操作の記録の検証結果",
    "password_reset_received": "パスワード再設定の依頼を受け付けました",
    "recovery_code_used": "リカバリーコードが使われました",
    "recovery_codes_renewed": "リカバリーコードを作り直しました",
    "retirement_called_off": f"ID削除の申請の取り消し（{BUSINESS}）",
    "retirement_cancelled": "ID削除の申請を取り消しました",
    "second_factor_added": "二段階認証を登録しました",
    "second_factor_removed": "二段階認証の登録を削除しました",
    "suspension_lifted": "利用停止を解除しました",
    "terms_cancelled": "利用規約の改定の取り下げ",
    "test": "送信テスト",
}
SAYS = {
    "account_frozen": (PERSON, "5回", "203.0.113.7", "24時間後"),
    "application_arrived": (f"事業者名　：{BUSINESS}", "申込日時", "回答の目安"),
    "application_reopened": (PERSON, "再審査", "ログインできません"),
    "application_repeated": (PERSON, "会員IDは担当者お一人に一つ", f"会員ID　　：{ID}"),
    "handover_applied": (
        "後任の方　：髙橋 一郎 様",
        f"会員ID　　：{ID}",
        "ただちにログインして交代を取り消し",
    ),
    "handover_cancelled": (PERSON, BUSINESS, "取り消しました", "承認できません"),
    "handover_denied": (PERSON, "承認されませんでした", "後任の方にメールで"),
    "listing_ending": (PERSON, "あと365日", f"{TODAY}から", "差し替え"),
    "listing_overdue": (PERSON, f"{TODAY}から", "削除をお願い", "以降も削除されていない場合"),
    "listing_reopened": (PERSON, "区分：売", "再度の申請は必要ありません"),
    "mail_address_changed": (PERSON, f"メールアドレス1：{MINE}", "心当たりがない場合"),
    "mail_address_left": (PERSON, f"外れたアドレス：{OLD}", "心当たりがない場合"),
    "mail_address_requested": (PERSON, f"登録中のアドレス：{MINE}", "心当たりがない場合"),
    "mail_address_taken": ("ご利用の方", "変更されません", "お手続きは必要ありません"),
    "morning_report": (
        "検証した記録　：1204件",
        "番号　：1204",
        "3f" * 32,
        "承認・否認　　　　　　　　：7件",
    ),
    "password_reset_received": (PERSON, "受付日時", "翌営業日以降", "心当たりがない場合"),
    "recovery_code_used": ("残りは9個", "心当たりがない場合"),
    "recovery_codes_renewed": ("これまでのコードは使えなくなりました", "心当たりがない場合"),
    "retirement_called_off": (
        f"会員ID　　：{ID}",
        f"事業者名　：{BUSINESS}",
        "申請者名　：髙橋 一郎",
    ),
    "retirement_cancelled": (PERSON, "そのままご利用いただけます", "心当たりがない場合"),
    "second_factor_added": ("二段階認証の認証アプリを登録", "心当たりがない場合"),
    "second_factor_removed": ("二段階認証の認証アプリを削除", "心当たりがない場合"),
    "suspension_lifted": (PERSON, "利用停止を解除", "これまでのパスワードでログインできます"),
    "terms_cancelled": (PERSON, "第2版", "現在の利用規約が、引き続き適用されます"),
    "test": (PERSON, "テストメール"),
}
KEEPS_TO_ITSELF = {
    "application_arrived": (MINE,),
    "handover_applied": (SUCCESSOR,),
    "handover_cancelled": (MINE, SUCCESSOR),
    "handover_denied": (REASON, SUCCESSOR),
    "listing_reopened": (REASON,),
    "application_reopened": (REASON,),
    "mail_address_left": (MINE, NEW),
    "mail_address_requested": (NEW,),
    "mail_address_taken": (PERSON, ID, BUSINESS, MINE, NEW),
    "morning_report": (MINE, ID),
    "retirement_called_off": (MINE,),
}


@pytest.mark.parametrize("kind", SUBJECTS)
def test_the_subject_of_each_mail_says_what_it_is_about(kind):
    assert SUBJECTS[kind] in sample(kind).subject


@pytest.mark.parametrize("kind", SAYS)
def test_each_mail_says_what_its_reader_must_know(kind):
    body = sample(kind).body
    assert [text for text in SAYS[kind] if text not in body] == []


@pytest.mark.parametrize("kind", KEEPS_TO_ITSELF)
def test_no_mail_tells_what_is_not_for_its_reader(kind):
    letter = sample(kind)
    told = f"{letter.subject}\n{letter.body}"
    assert [text for text in KEEPS_TO_ITSELF[kind] if text in told] == []


@pytest.mark.parametrize("kind", sorted({*all_kinds()} - {"password_reset_granted"}))
def test_no_mail_but_one_holds_the_temporary_password(kind):
    assert PASSWORD not in sample(kind).body
