"""Accepting an invitation to the operator's staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dengen.accounts.authentication.forms.password import NewPasswordForm
from dengen.accounts.membership.account.account import Account
from dengen.accounts.membership.invitation import Invitation
from dengen.events.steps import StepNotAllowed

GONE_STATUS = 410


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form; a mere visit changes nothing, as mail scanners follow links too."""
    found = Invitation.objects.by_token(token)
    if found is None:
        return render(request, "accounts/invitation_ended.html", status=GONE_STATUS)
    account = Account(login=found.login, family_name=found.name, email=found.email)
    form = NewPasswordForm(request.POST or None, account=account)
    if form.is_valid():
        try:
            found.accept(password=form.cleaned_data["password"])
        except StepNotAllowed:
            return render(request, "accounts/invitation_ended.html", status=GONE_STATUS)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("パスワードを設定しました。ログインしてください。"))
            return redirect("accounts:login")
    return render(request, "accounts/invitation.html", {"form": form, "invitation": found})
