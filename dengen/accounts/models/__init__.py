"""The life of an account: application, decision, login, freeze, retirement."""

from dengen.accounts.models.account import Account
from dengen.accounts.models.application import Application
from dengen.accounts.models.authenticator_app import AuthenticatorApp
from dengen.accounts.models.captcha import UsedChallenge
from dengen.accounts.models.guard import LoginGuard
from dengen.accounts.models.invitation import Invitation
from dengen.accounts.models.login_id import LoginID
from dengen.accounts.models.organization import Organization
from dengen.accounts.models.passkey import Passkey
from dengen.accounts.models.recovery_code import RecoveryCode
from dengen.accounts.models.retirement_request import RetirementRequest
from dengen.accounts.models.terms import Terms

__all__ = [
    "Account",
    "Application",
    "AuthenticatorApp",
    "Invitation",
    "LoginGuard",
    "LoginID",
    "Organization",
    "Passkey",
    "RecoveryCode",
    "RetirementRequest",
    "Terms",
    "UsedChallenge",
]
