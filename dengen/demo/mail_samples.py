"""Each mail of the board with sample values, for reading before anything happens."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from dengen import clock
from dengen.accounts.membership.role import Role
from dengen.accounts.models import (
    Account,
    Application,
    Handover,
    Invitation,
    LoginID,
    MailAddressChange,
    Organization,
    RetirementRequest,
    Terms,
)
from dengen.japan.business_days import today
from dengen.listings.models import Listing
from dengen.mail.outbox import Letter, render

ROOMS = ("accounts", "listings", "mail", "oversight")
SUFFIX = ".subject.txt"


def all_kinds() -> dict[str, str]:
    """Return the name of each mail, and its template's path without the ending."""
    rooms = Path(__file__).parent.parent
    return {
        file.name.removesuffix(SUFFIX): f"{room}/mails/{file.name.removesuffix(SUFFIX)}"
        for room in ROOMS
        for file in sorted(rooms.glob(f"{room}/templates/{room}/mails/*{SUFFIX}"))
    }


def sample(kind: str) -> Letter:
    """Return the mail of that name as somebody might get it; `KeyError` if there is none."""
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
        "holder": account,
        "is_member": True,
        "is_required": True,
        "application": Application(
            **person,
            organization_name=name,
            login_name="Minato2026",
        ),
        "listing": Listing(
            title="発電設備の売り希望（東京エリア）",
            side="sell",
            organization_name=name,
            start_on=today(),
            end_on=today() + timedelta(days=365),
        ),
        "change": MailAddressChange(
            account=account, field="email", address="new@minato.example.jp"
        ),
        "former_addresses": ["old@minato.example.jp"],
        "deletable_on": today() + timedelta(days=settings.OVERDUE_GRACE_DAYS),
        "subject": "掲載内容についてのご確認",
        "text": "④電源所在エリアについて、ご確認をお願いいたします。",
        "day": today(),
        "has_password": True,
        "number": "1204",
        "digest": "3f" * 32,
        "verified": 1204,
        "finding": "",
        "acknowledged": 0,
        "decisions": 7,
        "seconded": 1,
        "related_count": 1,
        "audit_url": f"{settings.SITE_URL}/console/audit/",
        "report_url": f"{settings.SITE_URL}/console/neutrality/",
        "valid_hours": settings.TEMPORARY_PASSWORD_HOURS,
        "password": "k7mw4xhpt2na",
        "request": RetirementRequest(reason="掲示板の利用が不要になったため"),
        "kind": "認証アプリ",
        "left": 9,
        "invitation": Invitation(
            name="監査 三郎",
            login_name="Kansa2026",
            role=Role.AUDITOR,
            invited_by=Account(family_name="管理 太郎"),
        ),
        "reason": "内容をご確認ください。\n\n② 事業者名：登記上の正式名称で記載してください。",
        "handover": Handover(account=account, email="kitamura@minato.example.jp"),
        "terms": Terms(version=2, effective_at=clock.now() + timedelta(days=14)),
        "until": clock.now() + timedelta(hours=settings.FREEZE_HOURS),
        "frozen_at": clock.now(),
        "address": "203.0.113.7",
        "tries": settings.LOGIN_TRIES,
        "hours": settings.FREEZE_HOURS,
        "url": f"{settings.SITE_URL}/…",
    }
