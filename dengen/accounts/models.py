"""The life of an account: application, decision, login, freeze, retirement."""

from dengen.accounts.applications.application.application import Application
from dengen.accounts.applications.business_list.business_import import BusinessImport
from dengen.accounts.applications.business_list.eligible import EligibleBusiness
from dengen.accounts.applications.captcha.used_challenge import UsedChallenge
from dengen.accounts.authentication.guards.guard import LoginGuard
from dengen.accounts.authentication.guards.login_try import LoginTry
from dengen.accounts.authentication.kept_answer import KeptAnswer
from dengen.accounts.authentication.password_request import PasswordRequest
from dengen.accounts.authentication.press import Press
from dengen.accounts.authentication.sessions.session import Session
from dengen.accounts.keys.key import OneTimeKey
from dengen.accounts.limits.count import LimitCount
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.handover import Handover
from dengen.accounts.membership.invitation import Invitation
from dengen.accounts.membership.login_id import LoginID
from dengen.accounts.membership.mail_address_change import MailAddressChange
from dengen.accounts.membership.mail_domain import MailDomain
from dengen.accounts.membership.notice import Notice
from dengen.accounts.membership.organization import Organization
from dengen.accounts.membership.retirement_proposal import RetirementProposal
from dengen.accounts.membership.retirement_request import RetirementRequest
from dengen.accounts.membership.second_factor.authenticator_app import AuthenticatorApp
from dengen.accounts.membership.second_factor.passkey import Passkey
from dengen.accounts.membership.second_factor.recovery_code import RecoveryCode
from dengen.accounts.terms.draft import TermsDraft
from dengen.accounts.terms.terms import Terms

__all__ = [
    "Account",
    "Application",
    "AuthenticatorApp",
    "BusinessImport",
    "EligibleBusiness",
    "Handover",
    "Invitation",
    "KeptAnswer",
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
