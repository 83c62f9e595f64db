"""職員: the operator's staff, and what an administrator changes about a colleague."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.models import Account, AuthenticatorApp, Invitation
from dengen.console.forms.operator import EndForm, RoleForm
from dengen.console.guard import administrator_required, operator_required
from dengen.events.steps import StepNotAllowed
from dengen.review.seconded import Step
from dengen.ui.asking import Question, confirm_first

INVALID = 422


@operator_required
@require_safe
def operator_list(request: PersonalRequest) -> HttpResponse:
    """Show everybody of the staff, those who have left last; and who is invited."""
    people = _staff().order_by(F("retired_at").asc(nulls_first=True), "role", "pk")
    page = Paginator(people, settings.PAGE_SIZE).get_page(request.GET.get("page"))
    invitations = Invitation.objects.waiting().select_related("invited_by")
    context = {"page_obj": page, "invitations": invitations}
    return render(request, "console/operator_list.html", context)


@operator_required
@require_safe
def operator(request: PersonalRequest, pk: int) -> HttpResponse:
    """Show one of the staff."""
    return _page(request, _found(pk))


@administrator_required
@require_POST
def operator_role(request: PersonalRequest, pk: int) -> HttpResponse:
    """Give a colleague another role."""
    person = _found(pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, person, role_form=form)
    person.change_role(form.cleaned_data["role"], by=request.user)
    role = person.get_role_display()
    messages.success(
        request,
        _("%(name)sさんの役割を「%(role)s」にしました。")
        % {"name": person.full_name, "role": role},
    )
    return redirect("console:operator", person.pk)


def _question_to_reset(request: PersonalRequest, pk: int) -> Question:
    person = _found(pk)
    return Question(
        heading=_("%(name)sさんの二段階認証をリセットしますか？") % {"name": person.full_name},
        consequences=_(
            "認証アプリ・パスキー・リカバリーコードがすべて使えなくなり、開いている画面はすべてログアウトされます。"
            "依頼したのが本人であることを、電話や対面で必ず確認してください。"
        ),
        button=_("リセットする"),
        place=person.full_name,
        back=reverse("console:operator", args=[pk]),
    )


@administrator_required
@require_POST
@confirm_first(_question_to_reset)
def operator_second_factor_reset(request: PersonalRequest, pk: int) -> HttpResponse:
    """Reset the second factor of a colleague who lost everything and sets it up anew."""
    person = _found(pk)
    person.clear_second_factor(by=request.user)
    messages.success(
        request, _("%(name)sさんの二段階認証をリセットしました。") % {"name": person.full_name}
    )
    return redirect("console:operator", person.pk)


@administrator_required
@require_POST
def operator_retirement(request: PersonalRequest, pk: int) -> HttpResponse:
    """End for ever the ID of a colleague who leaves, or propose it where that takes two."""
    person = _found(pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, person, end_form=form)
    is_proposal = person.needs_second(Step.RETIREMENT, by=request.user)
    step = person.propose_retirement if is_proposal else person.retire
    try:
        step(by=request.user, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, person, end_form=form)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("console:operator", person.pk)
    done = (
        _("%(name)sさんの登録の終了を提案しました。他の職員が確認すると終了します。")
        if is_proposal
        else _("%(name)sさんの職員としての登録を終了しました。")
    )
    messages.success(request, done % {"name": person.full_name})
    return redirect("console:operator-list")


def _staff():
    has_app = Exists(AuthenticatorApp.objects.filter(account=OuterRef("pk")))
    people = Account.objects.staff().select_related("login", "guard")
    return people.annotate(has_app=has_app, passkey_count=Count("passkeys"))


def _found(pk: int) -> Account:
    return get_object_or_404(_staff(), pk=pk)


def _page(request: PersonalRequest, person: Account, **forms: object) -> HttpResponse:
    """Show the page, or the page again with the errors of one of its forms."""
    context = {
        "item": person,
        "role_form": RoleForm(initial={"role": person.role}),
        "end_form": EndForm(),
        "ends_by_two": person.needs_second(Step.RETIREMENT, by=request.user),
        "proposal": person.open_proposal,
        "form": next(iter(forms.values()), None),
    }
    status = INVALID if forms else 200
    return render(request, "console/operator.html", context | forms, status=status)
