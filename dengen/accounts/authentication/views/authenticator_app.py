"""Setting up the authenticator app: its secret as a picture and as text, and the first code."""

import segno
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from pyotp import TOTP, random_base32

from dengen.accounts.authentication.forms.second_factor import AppForm
from dengen.accounts.authentication.second_factor.proof import (
    SETTINGS_PAGE,
    before_second_factor,
    recent_proof_required,
)
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.authentication.views.recovery_codes import added
from dengen.events.steps import StepNotAllowed

APP_SLOT = "new_app_secret"


@before_second_factor
@recent_proof_required
@never_cache
def authenticator_app(request: PersonalRequest) -> HttpResponse:
    """Show the page; with the first right code the app is set up."""
    if request.user.app:
        messages.info(request, _("認証アプリはすでに登録されています。"))
        return redirect(SETTINGS_PAGE)
    secret = request.session.setdefault(APP_SLOT, random_base32())
    form = AppForm(request.POST or None)
    if form.is_valid():
        try:
            codes = request.user.add_authenticator_app(
                secret=secret, code=form.cleaned_data["code"]
            )
        except ValidationError as error:
            form.add_error("code", error)
        except StepNotAllowed as refusal:
            messages.info(request, str(refusal))
            return redirect(SETTINGS_PAGE)
        else:
            del request.session[APP_SLOT]
            return added(request, codes, _("認証アプリを登録しました。"))
    context = {"form": form, "secret": _in_groups(secret), "picture": _picture(request, secret)}
    return render(request, "accounts/authenticator_app.html", context)


def _picture(request: PersonalRequest, secret: str) -> str:
    """Return the QR code as an image that needs no address."""
    name = str(request.user.login)
    address = TOTP(secret).provisioning_uri(name=name, issuer_name=settings.BOARD_NAME)
    return segno.make(address, error="m").svg_data_uri(scale=4)


def _in_groups(secret: str) -> str:
    """Return it as one types it: four letters, a space."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
