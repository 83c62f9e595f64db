"""メールドメイン: the operator's own word beside the bundled lists of free mail."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengen.accounts.applications.mail_domain_reach import reach_of
from dengen.accounts.authentication.one_press import once
from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.accounts.membership.mail_domain import Treatment
from dengen.accounts.models import MailDomain
from dengen.console.desk.as_read import revision_read
from dengen.console.desk.overtaken import gone_page
from dengen.console.forms.mail_domain import MailDomainForm
from dengen.console.guard import administrator_required, operator_required
from dengen.ui.asking import CONFIRMED, Question, confirm_first, confirmation_page


@operator_required
def mail_domain_list(request: PersonalRequest) -> HttpResponse:
    """Show all of them, and the form for another one."""
    if request.method == "POST" and not request.user.may_administer:
        raise PermissionDenied
    form = MailDomainForm(request.POST or None)
    if form.is_valid():
        try:
            if CONFIRMED not in request.POST:
                return confirmation_page(request, _question_to_settle(**form.cleaned_data))
            settled = once(request, MailDomain.settle, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            words = {"domain": settled.domain, "treatment": settled.get_treatment_display()}
            messages.success(request, _("%(domain)s を「%(treatment)s」にしました。") % words)
            return redirect("console:mail-domain-list")
    domains = MailDomain.objects.select_related("changed_by")
    return render(request, "console/mail_domain_list.html", {"form": form, "domains": domains})


def _question_to_settle(*, domain: str, treatment: str) -> Question:
    """Return the question; raise `ValidationError` as the verb will."""
    asked = MailDomain.checked(domain=domain, treatment=treatment)
    words = {"domain": asked, "treatment": Treatment(treatment).label}
    met = (
        _(
            "現在このドメインのメールアドレスを使っているのは、会員%(members)d名、職員%(staff)d名、"
            "承認を待つ申込%(applications)d件です。"
        )
        % reach_of(asked)._asdict()
    )
    later = _("登録済みのメールアドレスはそのままです。以後の登録・変更・招待に当てはまります。")
    return Question(
        heading=_("%(domain)s を「%(treatment)s」にしますか？") % words,
        consequences=met + later,
        button=_("登録する"),
        place=_("メールドメイン"),
        back=reverse("console:mail-domain-list"),
    )


def _question_to_drop(request: PersonalRequest, pk: int) -> Question:
    found = get_object_or_404(MailDomain, pk=pk)
    words = {"domain": found.domain, "treatment": found.get_treatment_display()}
    return Question(
        heading=_("%(domain)s を一覧から削除しますか？") % words,
        consequences=_("「%(treatment)s」の扱いがなくなり、組み込みの一覧に従います。") % words,
        button=_("削除する"),
        place=_("メールドメイン"),
        back=reverse("console:mail-domain-list"),
        revision=found.revision,
    )


@administrator_required
@require_POST
def mail_domain_removal(request: PersonalRequest, pk: int) -> HttpResponse:
    """Remove the domain: the bundled lists decide again."""
    if not MailDomain.objects.filter(pk=pk).exists():
        place = _("メールドメイン"), reverse("console:mail-domain-list")
        return gone_page(request, MailDomain, pk, place)
    return _dropped(request, pk)


@confirm_first(_question_to_drop)
def _dropped(request: PersonalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(MailDomain, pk=pk)
    found.drop(by=request.user, read=revision_read(request))
    messages.success(request, _("%(domain)s を一覧から削除しました。") % {"domain": found.domain})
    return redirect("console:mail-domain-list")
