"""The two pages that lead to everything beyond the queues."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A page of the console: the name of its address, its title, and what one does there."""

    address: str
    title: str | Promise
    purpose: str | Promise


OPERATION = [
    Entry(
        "console:mail-list",
        _("送信メール"),
        _("掲示板から送られたメールの状態を確認し、必要に応じて再送します。"),
    ),
    Entry(
        "console:business-list",
        _("事業者名簿（利用資格）"),
        _("利用資格のある事業者の名簿を見る、新しい名簿を取り込みます。"),
    ),
    Entry(
        "console:terms",
        _("利用規約"),
        _("次の版の下書きを作り、適用日を決めて公表します。"),
    ),
    Entry(
        "console:notice-list",
        _("お知らせの掲示"),
        _("会員のホーム画面に、期間を決めてお知らせを掲示します。"),
    ),
    Entry(
        "console:mail-domain-list",
        _("メールドメイン"),
        _("登録を断るフリーメールなどのドメインを、追加・変更します。"),
    ),
    Entry(
        "console:password-request-queue",
        _("パスワード再設定の依頼"),
        _("パスワードを忘れた会員からの依頼に対応します。"),
    ),
    Entry(
        "console:overdue-queue",
        _("掲載期間経過"),
        _("掲載期間が終わって長く経つ掲載情報の掲載者に連絡し、削除します。"),
    ),
    Entry(
        "console:retirement-queue",
        _("ID削除の申請"),
        _("会員から申請されたID削除を確認し、完了します。"),
    ),
    Entry(
        "console:operator-list",
        _("職員"),
        _("本機関の職員と、その役割・二段階認証を確認します。管理者は招待や変更ができます。"),
    ),
    Entry(
        "console:preset-list",
        _("否認理由のひな形"),
        _("否認の画面で選べる文面を、追加・変更・並べ替えします。"),
    ),
]
OVERSIGHT = [
    Entry(
        "console:audit",
        _("操作の記録"),
        _("誰が、いつ、何をしたかを検索し、保存し、改ざんがないかを検証します。"),
    ),
    Entry(
        "console:archive",
        _("その日の掲示板"),
        _("指定した日時に会員に見えていた掲載情報を再現します。"),
    ),
    Entry(
        "console:neutrality",
        _("審査の中立性"),
        _("受付順、審査に要した営業日、否認の理由を期間ごとに集計します。"),
    ),
    Entry(
        "console:figures",
        _("集計"),
        _("審査の件数と速さ、掲載中の件数の推移をグラフと表で見ます。"),
    ),
]


def menu_page(request: HttpRequest, title: str, entries: list[Entry]) -> HttpResponse:
    """Show the entries, each with its purpose."""
    return render(request, "console/menu.html", {"title": title, "entries": entries})
