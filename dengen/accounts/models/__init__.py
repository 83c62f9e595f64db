"""The life of an account: application, decision, login, freeze, retirement."""

from dengen.accounts.models.account import Account
from dengen.accounts.models.application import Application
from dengen.accounts.models.captcha import UsedChallenge
from dengen.accounts.models.guard import LoginGuard
from dengen.accounts.models.handover import Handover
from dengen.accounts.models.login_id import LoginID
from dengen.accounts.models.organization import Organization
from dengen.accounts.models.retirement_request import RetirementRequest
from dengen.accounts.models.terms import Terms
from dengen.accounts.models.terms_draft import TermsDraft

__all__ = [
    "Account",
    "Application",
    "Handover",
    "LoginGuard",
    "LoginID",
    "Organization",
    "RetirementRequest",
    "Terms",
    "TermsDraft",
    "UsedChallenge",
]
