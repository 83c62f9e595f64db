"""Changing one's password."""

from django.contrib import auth, messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dengen.accounts.forms.password import PasswordForm
from dengen.accounts.requests import PersonalRequest


@never_cache
@sensitive_post_parameters("old_password", "password", "password_again")
def password(request: PersonalRequest) -> HttpResponse:
    """The form; this session goes on, all others end."""
    form = PasswordForm(request.POST or None, account=request.user)
    if form.is_valid():
        request.user.change_password(form.cleaned_data["password"], by=request.user)
        auth.update_session_auth_hash(request, request.user)
        messages.success(
            request, _("パスワードを変更しました。他の端末でのログインは終了しました。")
        )
        return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form})
