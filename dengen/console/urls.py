"""Addresses of the operator's console."""

from django.urls import path

from dengen.console.views.application import application
from dengen.console.views.application_bulk_decisions import (
    application_approvals,
    application_denials,
)
from dengen.console.views.application_decision import (
    application_approval,
    application_denial,
    application_reopening,
)
from dengen.console.views.application_queue import application_queue
from dengen.console.views.archive import archive, archive_listing
from dengen.console.views.audit import audit, audit_csv, audit_jsonl, audit_verification
from dengen.console.views.business_import import (
    business_import,
    business_import_comparison,
    business_import_flaws,
    business_import_removal,
)
from dengen.console.views.business_list import (
    business_imports_removal,
    business_list,
    business_recall,
    business_upload,
    business_versions,
)
from dengen.console.views.figures import figures
from dengen.console.views.home import home
from dengen.console.views.invitations import (
    invitation,
    invitation_delivery,
    invitation_withdrawal,
)
from dengen.console.views.listing import listing
from dengen.console.views.listing_bulk_decisions import listing_approvals, listing_denials
from dengen.console.views.listing_decision import (
    listing_approval,
    listing_denial,
    listing_reopening,
)
from dengen.console.views.listing_deletion import listing_deletion
from dengen.console.views.listing_queue import listing_queue
from dengen.console.views.mail import (
    mail,
    mail_list,
    mail_release,
    mail_resending,
    mail_retry,
    mail_test,
)
from dengen.console.views.mail_domain import mail_domain_list, mail_domain_removal
from dengen.console.views.member import member, member_history, member_list
from dengen.console.views.member_steps import (
    member_letter,
    member_retirement,
    member_suspension,
    member_suspension_end,
)
from dengen.console.views.menus import operation, oversight
from dengen.console.views.neutrality import neutrality, neutrality_csv
from dengen.console.views.notice import notice, notice_list, notice_new, notice_removal
from dengen.console.views.operators import (
    operator,
    operator_list,
    operator_retirement,
    operator_role,
    operator_second_factor_reset,
)
from dengen.console.views.overdue import (
    overdue,
    overdue_contact,
    overdue_deletion,
    overdue_queue,
)
from dengen.console.views.password import (
    password_request,
    password_request_approval,
    password_request_denial,
    password_request_queue,
)
from dengen.console.views.preset import (
    preset,
    preset_deletion,
    preset_list,
    preset_move,
    preset_new,
)
from dengen.console.views.proposal import (
    proposal_rejection,
    proposal_seconding,
    proposal_withdrawal,
    retirement_proposal_rejection,
    retirement_proposal_seconding,
    retirement_proposal_withdrawal,
)
from dengen.console.views.retirement import (
    retirement,
    retirement_completion,
    retirement_queue,
)
from dengen.console.views.terms import terms, terms_cancellation
from dengen.console.views.terms_draft import terms_draft, terms_draft_deletion, terms_preview
from dengen.console.views.terms_publication import terms_publication

app_name = "console"
urlpatterns = [
    path("", home, name="home"),
    path("operation/", operation, name="operation"),
    path("oversight/", oversight, name="oversight"),
    path("applications/", application_queue, name="application-queue"),
    path("applications/approvals/", application_approvals, name="application-approvals"),
    path("applications/denials/", application_denials, name="application-denials"),
    path("applications/<number:pk>/", application, name="application"),
    path("applications/<number:pk>/approval/", application_approval, name="application-approval"),
    path("applications/<number:pk>/denial/", application_denial, name="application-denial"),
    path(
        "applications/<number:pk>/reopening/", application_reopening, name="application-reopening"
    ),
    path("listings/", listing_queue, name="listing-queue"),
    path("listings/approvals/", listing_approvals, name="listing-approvals"),
    path("listings/denials/", listing_denials, name="listing-denials"),
    path("listings/<number:pk>/", listing, name="listing"),
    path("listings/<number:pk>/approval/", listing_approval, name="listing-approval"),
    path("listings/<number:pk>/denial/", listing_denial, name="listing-denial"),
    path("listings/<number:pk>/reopening/", listing_reopening, name="listing-reopening"),
    path("listings/<number:pk>/deletion/", listing_deletion, name="listing-deletion"),
    path("members/", member_list, name="member-list"),
    path("members/<number:pk>/", member, name="member"),
    path("members/<number:pk>/history/", member_history, name="member-history"),
    path("members/<number:pk>/suspension/", member_suspension, name="member-suspension"),
    path(
        "members/<number:pk>/suspension/end/", member_suspension_end, name="member-suspension-end"
    ),
    path("members/<number:pk>/letter/", member_letter, name="member-letter"),
    path("members/<number:pk>/retirement/", member_retirement, name="member-retirement"),
    path("businesses/", business_list, name="business-list"),
    path("businesses/upload/", business_upload, name="business-upload"),
    path("businesses/imports/removal/", business_imports_removal, name="business-imports-removal"),
    path("businesses/versions/", business_versions, name="business-versions"),
    path("businesses/versions/<number:pk>/recall/", business_recall, name="business-recall"),
    path("businesses/imports/<number:pk>/", business_import, name="business-import"),
    path(
        "businesses/imports/<number:pk>/comparison/",
        business_import_comparison,
        name="business-import-comparison",
    ),
    path(
        "businesses/imports/<number:pk>/removal/",
        business_import_removal,
        name="business-import-removal",
    ),
    path(
        "businesses/imports/<number:pk>/errors.csv",
        business_import_flaws,
        name="business-import-flaws",
    ),
    path("mail-domains/", mail_domain_list, name="mail-domain-list"),
    path("mail-domains/<number:pk>/removal/", mail_domain_removal, name="mail-domain-removal"),
    path("notices/", notice_list, name="notice-list"),
    path("notices/new/", notice_new, name="notice-new"),
    path("notices/<number:pk>/", notice, name="notice"),
    path("notices/<number:pk>/removal/", notice_removal, name="notice-removal"),
    path("mails/", mail_list, name="mail-list"),
    path("mails/test/", mail_test, name="mail-test"),
    path("mails/release/", mail_release, name="mail-release"),
    path("mails/<number:pk>/", mail, name="mail"),
    path("mails/<number:pk>/retry/", mail_retry, name="mail-retry"),
    path("mails/<number:pk>/resending/", mail_resending, name="mail-resending"),
    path("overdue/", overdue_queue, name="overdue-queue"),
    path("overdue/<number:pk>/", overdue, name="overdue"),
    path("overdue/<number:pk>/contact/", overdue_contact, name="overdue-contact"),
    path("overdue/<number:pk>/deletion/", overdue_deletion, name="overdue-deletion"),
    path("password-requests/", password_request_queue, name="password-request-queue"),
    path("password-requests/<number:pk>/", password_request, name="password-request"),
    path(
        "password-requests/<number:pk>/approval/",
        password_request_approval,
        name="password-request-approval",
    ),
    path(
        "password-requests/<number:pk>/denial/",
        password_request_denial,
        name="password-request-denial",
    ),
    path("proposals/<number:pk>/seconding/", proposal_seconding, name="proposal-seconding"),
    path("proposals/<number:pk>/rejection/", proposal_rejection, name="proposal-rejection"),
    path("proposals/<number:pk>/withdrawal/", proposal_withdrawal, name="proposal-withdrawal"),
    path(
        "retirement-proposals/<number:pk>/seconding/",
        retirement_proposal_seconding,
        name="retirement-proposal-seconding",
    ),
    path(
        "retirement-proposals/<number:pk>/rejection/",
        retirement_proposal_rejection,
        name="retirement-proposal-rejection",
    ),
    path(
        "retirement-proposals/<number:pk>/withdrawal/",
        retirement_proposal_withdrawal,
        name="retirement-proposal-withdrawal",
    ),
    path("presets/", preset_list, name="preset-list"),
    path("presets/new/", preset_new, name="preset-new"),
    path("presets/<number:pk>/", preset, name="preset"),
    path("presets/<number:pk>/move/", preset_move, name="preset-move"),
    path("presets/<number:pk>/deletion/", preset_deletion, name="preset-deletion"),
    path("retirements/", retirement_queue, name="retirement-queue"),
    path("retirements/<number:pk>/", retirement, name="retirement"),
    path(
        "retirements/<number:pk>/completion/", retirement_completion, name="retirement-completion"
    ),
    path("operators/", operator_list, name="operator-list"),
    path("operators/<number:pk>/", operator, name="operator"),
    path("operators/<number:pk>/role/", operator_role, name="operator-role"),
    path(
        "operators/<number:pk>/second-factor-reset/",
        operator_second_factor_reset,
        name="operator-second-factor-reset",
    ),
    path("operators/<number:pk>/retirement/", operator_retirement, name="operator-retirement"),
    path("invitations/new/", invitation, name="invitation-new"),
    path("invitations/<number:pk>/delivery/", invitation_delivery, name="invitation-delivery"),
    path(
        "invitations/<number:pk>/withdrawal/", invitation_withdrawal, name="invitation-withdrawal"
    ),
    path("audit/", audit, name="audit"),
    path("audit/events.csv", audit_csv, name="audit-csv"),
    path("audit/events.jsonl", audit_jsonl, name="audit-jsonl"),
    path("audit/verification/", audit_verification, name="audit-verification"),
    path("archive/", archive, name="archive"),
    path("archive/<number:pk>/", archive_listing, name="archive-listing"),
    path("neutrality/", neutrality, name="neutrality"),
    path("neutrality/decisions.csv", neutrality_csv, name="neutrality-csv"),
    path("figures/", figures, name="figures"),
    path("terms/", terms, name="terms"),
    path("terms/draft/", terms_draft, name="terms-draft"),
    path("terms/draft/deletion/", terms_draft_deletion, name="terms-draft-deletion"),
    path("terms/draft/preview/", terms_preview, name="terms-preview"),
    path("terms/draft/publication/", terms_publication, name="terms-publication"),
    path("terms/<number:version>/withdrawal/", terms_cancellation, name="terms-cancellation"),
]
