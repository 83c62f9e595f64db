"""The form of a new registration (manual §2.1 ②)."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from dengen.accounts.applications.application.application import Application
from dengen.accounts.applications.forms.application import ApplicationForm
from dengen.accounts.applications.views import form_awaiting_confirmation
from dengen.accounts.applications.views.address import with_address
from dengen.accounts.limits import too_many
from dengen.accounts.membership.account.contact import CONTACT_FIELDS
from dengen.accounts.membership.handover import Handover
from dengen.accounts.membership.login_id import TAKEN_CODE
from dengen.accounts.terms.terms import Terms
from dengen.japan.models import PostalCode

PASSWORDS = ("password", "password_again")
NOT_KEPT = (*PASSWORDS, *ApplicationForm.captcha_fields)


@login_not_required
@never_cache
@sensitive_post_parameters(*PASSWORDS)
def apply(request: HttpRequest) -> HttpResponse:
    """Show the form; look up an address; a valid form goes on to the confirmation."""
    if "look_up" in request.POST:
        return _with_address(request)
    if request.method != "POST":
        if _is_in_vain(request):
            return redirect("accounts:succession", key=request.GET["handover"])
        return form_page(request, ApplicationForm(initial=_initial(request)))
    form = ApplicationForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    key = uuid4()
    form_awaiting_confirmation.keep(request, key, form.to_keep())
    return redirect("accounts:apply-confirmation", key=key)


def invalid(request: HttpRequest, form: ApplicationForm) -> HttpResponse:
    """Show the form with what is wrong, or that one has just applied in another tab."""
    if form.has_error("login_name", TAKEN_CODE):
        typed = {**form.data, **form.cleaned_data}
        if form_awaiting_confirmation.was_handed_in(request, typed):
            _tell_of_other_tab(request, form_awaiting_confirmation.not_taken_over(request, typed))
            return redirect("accounts:apply-completion")
        if form_awaiting_confirmation.has_applied_with(request, typed["login_name"]):
            form.errors["login_name"] = form.error_class([_own_id_is_taken()])
    return form_page(request, form)


def _tell_of_other_tab(request: HttpRequest, not_taken_over: list[str]) -> None:
    """Say what of a second tab's application was not taken over, and how to correct it."""
    told = _("このお申し込みは、同じブラウザーの別の画面から、すでに受け付けています。")
    if not not_taken_over:
        messages.info(request, told)
        return
    told += _(
        "次の項目は、今回の入力が反映されていません：%(fields)s。先に送信した内容で受け付けています。"
    ) % {"fields": _("、").join(_labels(not_taken_over))}
    if set(not_taken_over) <= set(CONTACT_FIELDS):
        told += _("承認された後に、「登録内容の変更」で変更してください。")
    else:
        told += _("%(mail)s へ、正しい内容をご連絡ください。") % {"mail": settings.OPERATOR_MAIL}
    messages.warning(request, told)


def _labels(names: list[str]) -> list[str]:
    labels = {field.name: str(field.verbose_name) for field in Application._meta.fields}
    return [labels[name] for name in names]


def _own_id_is_taken() -> str:
    return _(
        "この会員IDでのお申し込みは、このブラウザーからすでに受け付けています。"
        "別のお申し込みをなさる場合は、別の会員IDを入力してください。"
    )


def form_page(
    request: HttpRequest, form: ApplicationForm, towns: list[PostalCode] | None = None
) -> HttpResponse:
    """Show the form as it stands, with the towns to choose from if a code has several."""
    terms = Terms.objects.current()
    form.show(terms)
    context = {"form": form, "terms": terms, "towns": towns or []}
    page = render(request, "accounts/application.html", context)
    return too_many(page, form.refusal.until) if form.refusal else page


def _initial(request: HttpRequest) -> dict[str, object]:
    """Return what was entered before, when coming back from the confirmation to mend something."""
    try:
        values = form_awaiting_confirmation.kept(request, UUID(request.GET.get("key", "")))
    except ValueError:
        values = None
    return values or {"handover": request.GET.get("handover", "")}


def _is_in_vain(request: HttpRequest) -> bool:
    """Return whether a successor comes too late: the page of the link says why."""
    handover = Handover.objects.by_key(request.GET.get("handover"))
    return handover is not None and handover.obstacle != ""


def _with_address(request: HttpRequest) -> HttpResponse:
    """Show the form with the address; everything typed stays, nothing is checked yet."""
    typed, towns, told = with_address(request, NOT_KEPT)
    form = ApplicationForm(initial=typed)
    form.address_status = told
    if any(request.POST.get(name) for name in PASSWORDS):
        form.address_status += _("パスワードはもう一度入力してください。")
    return form_page(request, form, towns)
