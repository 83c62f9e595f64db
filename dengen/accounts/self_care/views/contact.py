"""Changing how one is reached, and confirming a new mail address (manual §5.2)."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengen.accounts.applications.views.address import with_address
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.keys import MAIL_ADDRESS
from dengen.accounts.membership.account.contact import MAIL_FIELDS
from dengen.accounts.membership.mail_address_change import MailAddressChange
from dengen.accounts.self_care.forms.contact import ContactChangeForm
from dengen.events.steps import StepNotAllowed

PASSWORDS = ("old_password",)


def contact(request: PersonalRequest) -> HttpResponse:
    """Show the form, filled in with what is registered; members only."""
    if not request.user.is_member:
        raise Http404
    if "look_up" in request.POST:
        typed, towns, told = with_address(request, PASSWORDS)
        form = ContactChangeForm(account=request.user, initial=typed)
        form.address_status = told
        return render(request, "accounts/contact.html", {"form": form, "towns": towns})
    form = ContactChangeForm(request.POST or None, account=request.user)
    if form.is_valid():
        try:
            changed = request.user.change_contact(form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _told(changed, form))
            if "street" in changed and request.user.street_remark:
                messages.info(request, request.user.street_remark)
            return redirect("accounts:account")
    return render(request, "accounts/contact.html", {"form": form})


def mail_address(request: PersonalRequest, key: str) -> HttpResponse:
    """Ask on GET, for mail programs open links; confirm the new address on POST."""
    found = MAIL_ADDRESS.find_any(key)
    if found is None:
        raise Http404
    is_theirs = found.account_id == request.user.pk
    field = found.slot.rpartition(":")[2]
    change = MailAddressChange.objects.filter(field=field, account=found.account_id).first()
    if request.method != "POST" or change is None or not is_theirs:
        context = {"change": change, "key": found, "is_theirs": is_theirs}
        status = HTTPStatus.OK if is_theirs else HTTPStatus.FORBIDDEN
        return render(request, "accounts/mail_address.html", context, status=status)
    is_addition = change.is_addition
    try:
        change.confirm(by=request.user, key=found)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        told = (
            _("メールアドレスを登録しました。")
            if is_addition
            else _("メールアドレスを変更しました。")
        )
        messages.success(request, told)
    return redirect("accounts:account")


@require_POST
def mail_address_delivery(request: PersonalRequest) -> HttpResponse:
    """Mail the confirmation once more."""
    field = request.POST.get("field", "")
    try:
        is_sent = request.user.send_confirmation_again(field, by=request.user)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    else:
        if is_sent:
            messages.success(
                request,
                _(
                    "確認のメールを再送しました。前のメールのリンクは使えなくなりました。"
                    "新しいメールのリンクをお使いください。"
                ),
            )
        else:
            messages.error(request, _("確認を待っているメールアドレスはありません。"))
    return redirect("accounts:account")


@require_POST
def mail_address_cancellation(request: PersonalRequest) -> HttpResponse:
    """Withdraw the change: the registered addresses stay."""
    request.user.drop_mail_address_change(by=request.user)
    messages.success(request, _("確認を待っていたメールアドレスを取り消しました。"))
    return redirect("accounts:account")


def _told(changed: list[str], form: ContactChangeForm) -> str:
    if not changed:
        return _("変更はありませんでした。")
    asked = [name for name in MAIL_FIELDS if name in changed and form.cleaned_data[name]]
    if not asked:
        return _("登録内容を変更しました。")
    told = _(
        "%(addresses)s に確認のメールを送りました。メールの案内にそって確認すると、"
        "このアドレスが登録されます。"
    ) % {"addresses": _("、").join(form.cleaned_data[name] for name in asked)}
    return told + _("他の項目は変更しました。") if set(changed) > set(asked) else told
