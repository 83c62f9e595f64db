"""運営 and 監査・集計: where the console's other pages are found."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.console.guard import operator_required


@dataclass(frozen=True)
class Entry:
    """A page of the console: the name of its address, its title, and what one does there."""

    address: str
    title: str | Promise
    purpose: str | Promise


OPERATION = [
    Entry(
        "console:mail-list",
        gettext_lazy("送信メール"),
        gettext_lazy("掲示板から送られたメールの状態を確認し、必要に応じて再送します。"),
    ),
    Entry(
        "console:business-list",
        gettext_lazy("事業者名簿（利用資格）"),
        gettext_lazy("利用資格のある事業者の名簿を見る、新しい名簿を取り込みます。"),
    ),
    Entry(
        "console:terms",
        gettext_lazy("利用規約"),
        gettext_lazy("次の版の下書きを作り、適用日を決めて公表します。"),
    ),
    Entry(
        "console:notice-list",
        gettext_lazy("お知らせの掲示"),
        gettext_lazy("会員のホーム画面に、期間を決めてお知らせを掲示します。"),
    ),
    Entry(
        "console:mail-domain-list",
        gettext_lazy("メールドメイン"),
        gettext_lazy("登録を断るフリーメールなどのドメインを、追加・変更します。"),
    ),
    Entry(
        "console:password-request-queue",
        gettext_lazy("パスワード再設定の依頼"),
        gettext_lazy("パスワードを忘れた会員からの依頼に対応します。"),
    ),
    Entry(
        "console:overdue-queue",
        gettext_lazy("掲載期間経過"),
        gettext_lazy("掲載期間が終わって長く経つ掲載情報の掲載者に連絡し、削除します。"),
    ),
    Entry(
        "console:retirement-queue",
        gettext_lazy("ID削除の申請"),
        gettext_lazy("会員から申請されたID削除を確認し、完了します。"),
    ),
    Entry(
        "console:operator-list",
        gettext_lazy("職員"),
        gettext_lazy(
            "本機関の職員と、その役割・二段階認証を確認します。管理者は招待や変更ができます。"
        ),
    ),
    Entry(
        "console:preset-list",
        gettext_lazy("否認理由のひな形"),
        gettext_lazy("否認の画面で選べる文面を、追加・変更・並べ替えします。"),
    ),
]
OVERSIGHT = [
    Entry(
        "console:audit",
        gettext_lazy("操作の記録"),
        gettext_lazy("誰が、いつ、何をしたかを検索し、保存し、改ざんがないかを検証します。"),
    ),
    Entry(
        "console:archive",
        gettext_lazy("その日の掲示板"),
        gettext_lazy("指定した日時に会員に見えていた掲載情報を再現します。"),
    ),
    Entry(
        "console:neutrality",
        gettext_lazy("審査の中立性"),
        gettext_lazy("受付順、審査に要した営業日、否認の理由を期間ごとに集計します。"),
    ),
    Entry(
        "console:figures",
        gettext_lazy("集計"),
        gettext_lazy("審査の件数と速さ、掲載中の件数の推移をグラフと表で見ます。"),
    ),
]


@operator_required
@require_safe
def operation(request: PersonalRequest) -> HttpResponse:
    """Show what keeps the board running."""
    return _page(request, _("運営"), OPERATION)


@operator_required
@require_safe
def oversight(request: PersonalRequest) -> HttpResponse:
    """Show what happened on the board, and in figures."""
    return _page(request, _("監査・集計"), OVERSIGHT)


def _page(request: HttpRequest, title: str, entries: list[Entry]) -> HttpResponse:
    """Show the entries, each with its purpose."""
    return render(request, "console/menu.html", {"title": title, "entries": entries})
