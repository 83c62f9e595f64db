"""Changing one's password."""

from django.contrib import auth, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dengen.accounts.authentication.forms.password import PasswordForm
from dengen.accounts.authentication.sessions.requests import PersonalRequest


@never_cache
@sensitive_post_parameters("old_password", "password", "password_again")
def password(request: PersonalRequest) -> HttpResponse:
    """Show the form; this session goes on, all others end."""
    form = PasswordForm(request.POST or None, account=request.user)
    if form.is_valid():
        try:
            request.user.change_password(form.cleaned_data["password"], by=request.user)
        except ValidationError as error:
            form.add_error("password", error)
        else:
            auth.update_session_auth_hash(request, request.user)
            told = _("パスワードを変更しました。他の端末でのログインは終了しました。")
            messages.success(request, told)
            return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form})
