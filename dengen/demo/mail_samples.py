"""Each mail of the board with sample values, for reading before anything happens."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from dengen.accounts.models import (
    Account,
    Application,
    Invitation,
    LoginID,
    Organization,
    RetirementRequest,
)
from dengen.japan import clock
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.mail.outbox import Letter, render

ROOMS = ("accounts", "listings")
SUFFIX = ".subject.txt"


def all_kinds() -> dict[str, str]:
    """The name of each mail, and its template's path without the ending."""
    rooms = Path(__file__).parent.parent
    return {
        file.name.removesuffix(SUFFIX): f"{room}/mails/{file.name.removesuffix(SUFFIX)}"
        for room in ROOMS
        for file in sorted(rooms.glob(f"{room}/templates/{room}/mails/*{SUFFIX}"))
    }


def sample(kind: str) -> Letter:
    """The mail of that name as somebody might get it; `KeyError` if there is none."""
    return render(all_kinds()[kind], _context())


def _context() -> dict[str, object]:
    person = {"family_name": "髙橋", "given_name": "一郎", "email": "dengen@minato.example.jp"}
    name = "みなと火力発電株式会社"
    account = Account(
        **person, login=LoginID(shown="Minato2026"), organization=Organization(name=name)
    )
    return {
        "account": account,
        "owner": account,
        "application": Application(
            **person,
            organization_name=name,
            login_name="Minato2026",
            reason="勤務先会社名が登記上の名称と異なります。\n正式名称で、改めてお申し込みください。",
        ),
        "listing": Listing(
            title="発電設備の売り希望（東京エリア）",
            side="sell",
            organization_name=name,
            start_on=today(),
            end_on=today() + timedelta(days=365),
        ),
        "request": RetirementRequest(reason="担当者の異動のため"),
        "reason": "②事業者名が正式名称になっていません。\n正式名称を記入して、再度申請してください。",
        "kind": "認証アプリ",
        "left": 9,
        "invitation": Invitation(
            name="監査 三郎",
            login_name="Kansa2026",
            role="auditor",
            invited_by=Account(family_name="管理 太郎"),
        ),
        "until": clock.now() + timedelta(hours=settings.FREEZE_HOURS),
        "tries": settings.LOGIN_TRIES,
        "hours": settings.FREEZE_HOURS,
        "url": f"{settings.SITE_URL}/…",
    }
