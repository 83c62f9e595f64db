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
        "console:terms",
        _("利用規約"),
        _("次の版の下書きを作り、適用日を決めて公表します。"),
    ),
]
OVERSIGHT: list[Entry] = []


def menu_page(request: HttpRequest, title: str, entries: list[Entry]) -> HttpResponse:
    """The entries, each with its purpose."""
    return render(request, "console/menu.html", {"title": title, "entries": entries})
