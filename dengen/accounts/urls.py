"""Addresses of the login page and the registration."""

from django.urls import path

from dengen.accounts.applications.views.address import address
from dengen.accounts.applications.views.address_confirmation import (
    address_confirmation,
    application_withdrawal,
)
from dengen.accounts.applications.views.application import apply
from dengen.accounts.applications.views.confirmation import apply_delivery, completion, confirmation
from dengen.accounts.applications.views.help import help_page
from dengen.accounts.authentication.views.authenticator_app import authenticator_app
from dengen.accounts.authentication.views.consent import consent, refusal
from dengen.accounts.authentication.views.csp_report import csp_report
from dengen.accounts.authentication.views.invitation import invitation
from dengen.accounts.authentication.views.login import login, logout
from dengen.accounts.authentication.views.passkey import passkey
from dengen.accounts.authentication.views.password_request import (
    new_password,
    password_link,
    password_request,
    password_request_completion,
)
from dengen.accounts.authentication.views.recovery_codes import recovery_codes
from dengen.accounts.authentication.views.second_factor import (
    authenticator_app_removal,
    passkey_removal,
    second_factor,
)
from dengen.accounts.authentication.views.second_step import second_step
from dengen.accounts.authentication.views.session import session
from dengen.accounts.self_care.views.account import account
from dengen.accounts.self_care.views.contact import (
    contact,
    mail_address,
    mail_address_cancellation,
    mail_address_delivery,
)
from dengen.accounts.self_care.views.handover import handover, handover_cancellation, succession
from dengen.accounts.self_care.views.inbox import inbox, letter
from dengen.accounts.self_care.views.password import password
from dengen.accounts.self_care.views.retirement import retirement, retirement_withdrawal
from dengen.accounts.self_care.views.sessions import other_sessions_end
from dengen.accounts.terms.views.terms import terms, terms_version

app_name = "accounts"
urlpatterns = [
    path("login/", login, name="login"),
    path("login/second-step/", second_step, name="second-step"),
    path("logout/", logout, name="logout"),
    path("csp-reports/", csp_report, name="csp-report"),
    path("password/", password_request, name="password-request"),
    path("password/completion/", password_request_completion, name="password-request-completion"),
    path("password/new/", new_password, name="new-password"),
    path("password/new/<str:login_id>/<str:key>/", password_link, name="password-link"),
    path("apply/", apply, name="apply"),
    path("apply/<uuid:key>/confirmation/", confirmation, name="apply-confirmation"),
    path("apply/completion/", completion, name="apply-completion"),
    path("apply/delivery/", apply_delivery, name="apply-delivery"),
    path("apply/address/<str:key>/", address_confirmation, name="address-confirmation"),
    path(
        "apply/address/<str:key>/withdrawal/",
        application_withdrawal,
        name="application-withdrawal",
    ),
    path("address/", address, name="address"),
    path("account/", account, name="account"),
    path("account/password/", password, name="password"),
    path("account/retirement/", retirement, name="retirement"),
    path("account/retirement/withdrawal/", retirement_withdrawal, name="retirement-withdrawal"),
    path("account/second-factor/", second_factor, name="second-factor"),
    path("account/second-factor/app/", authenticator_app, name="authenticator-app"),
    path(
        "account/second-factor/app/removal/",
        authenticator_app_removal,
        name="authenticator-app-removal",
    ),
    path("account/second-factor/passkeys/new/", passkey, name="passkey"),
    path(
        "account/second-factor/passkeys/<number:pk>/removal/",
        passkey_removal,
        name="passkey-removal",
    ),
    path("account/second-factor/recovery-codes/", recovery_codes, name="recovery-codes"),
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("account/contact/", contact, name="contact"),
    path("account/mail-address/<str:key>/", mail_address, name="mail-address"),
    path(
        "account/mail-address-delivery/",
        mail_address_delivery,
        name="mail-address-delivery",
    ),
    path(
        "account/mail-address-cancellation/",
        mail_address_cancellation,
        name="mail-address-cancellation",
    ),
    path("account/other-sessions/end/", other_sessions_end, name="other-sessions-end"),
    path("session/", session, name="session"),
    path("inbox/", inbox, name="inbox"),
    path("inbox/<number:pk>/", letter, name="letter"),
    path("account/handover/", handover, name="handover"),
    path("account/handover/cancellation/", handover_cancellation, name="handover-cancellation"),
    path("handover/<str:key>/", succession, name="succession"),
    path("help/", help_page, name="help"),
    path("terms/", terms, name="terms"),
    path("terms/<number:version>/", terms_version, name="terms-version"),
    path("terms/consent/", consent, name="consent"),
    path("terms/refusal/", refusal, name="refusal"),
]
