"""ID削除を申請 (manual §5.2), and taking that back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.self_care.forms.retirement import RetirementForm


@sensitive_post_parameters("old_password")
def retirement(request: PersonalRequest) -> HttpResponse:
    """Show the form of the request; members only."""
    if not request.user.is_member:
        raise Http404
    form = RetirementForm(request.POST or None, account=request.user)
    if form.is_valid():
        request.user.request_retirement(reason=form.cleaned_data["reason"])
        messages.success(request, _("ID削除を申請しました。完了するとメールでお知らせします。"))
        return redirect("accounts:account")
    return render(request, "accounts/retirement.html", {"form": form})


@require_POST
def retirement_withdrawal(request: PersonalRequest) -> HttpResponse:
    """Withdraw the request to end the ID."""
    request.user.withdraw_retirement()
    messages.success(request, _("ID削除の申請を取り消しました。"))
    return redirect("accounts:account")
