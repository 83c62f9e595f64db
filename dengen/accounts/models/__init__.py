"""The life of an account: application, decision, login, freeze, retirement."""

from dengen.accounts.keys.key import OneTimeKey
from dengen.accounts.limits.count import LimitCount
from dengen.accounts.models.account import Account
from dengen.accounts.models.application import Application
from dengen.accounts.models.authenticator_app import AuthenticatorApp
from dengen.accounts.models.business_import import BusinessImport
from dengen.accounts.models.captcha import UsedChallenge
from dengen.accounts.models.eligible import EligibleBusiness
from dengen.accounts.models.guard import LoginGuard
from dengen.accounts.models.handover import Handover
from dengen.accounts.models.invitation import Invitation
from dengen.accounts.models.login_id import LoginID
from dengen.accounts.models.login_try import LoginTry
from dengen.accounts.models.mail_address_change import MailAddressChange
from dengen.accounts.models.mail_domain import MailDomain
from dengen.accounts.models.notice import Notice
from dengen.accounts.models.organization import Organization
from dengen.accounts.models.passkey import Passkey
from dengen.accounts.models.password_request import PasswordRequest
from dengen.accounts.models.press import Press
from dengen.accounts.models.recovery_code import RecoveryCode
from dengen.accounts.models.retirement_proposal import RetirementProposal
from dengen.accounts.models.retirement_request import RetirementRequest
from dengen.accounts.models.session import Session
from dengen.accounts.models.terms import Terms
from dengen.accounts.models.terms_draft import TermsDraft

__all__ = [
    "Account",
    "Application",
    "AuthenticatorApp",
    "BusinessImport",
    "EligibleBusiness",
    "Handover",
    "Invitation",
    "LimitCount",
    "LoginGuard",
    "LoginID",
    "LoginTry",
    "MailAddressChange",
    "MailDomain",
    "Notice",
    "OneTimeKey",
    "Organization",
    "Passkey",
    "PasswordRequest",
    "Press",
    "RecoveryCode",
    "RetirementProposal",
    "RetirementRequest",
    "Session",
    "Terms",
    "TermsDraft",
    "UsedChallenge",
]
