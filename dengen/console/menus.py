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
        "console:retirement-queue",
        _("ID削除の申請"),
        _("会員から申請されたID削除を確認し、完了します。"),
    ),
    Entry(
        "console:operator-list",
        _("担当者"),
        _("運営の担当者と、その役割・二段階認証を確認します。管理者は招待や変更ができます。"),
    ),
]
OVERSIGHT: list[Entry] = []


def menu_page(request: HttpRequest, title: str, entries: list[Entry]) -> HttpResponse:
    """The entries, each with its purpose."""
    return render(request, "console/menu.html", {"title": title, "entries": entries})
