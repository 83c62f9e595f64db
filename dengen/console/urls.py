"""Addresses of the operator's console."""

from django.urls import path

from dengen.console.views.application import application
from dengen.console.views.application_decision import (
    application_approval,
    application_denial,
    application_reopening,
)
from dengen.console.views.application_queue import application_queue
from dengen.console.views.application_several import application_approvals, application_denials
from dengen.console.views.home import home
from dengen.console.views.listing import listing
from dengen.console.views.listing_decision import (
    listing_approval,
    listing_denial,
    listing_reopening,
)
from dengen.console.views.listing_deletion import listing_deletion
from dengen.console.views.listing_queue import listing_queue
from dengen.console.views.listing_several import listing_approvals, listing_denials
from dengen.console.views.menus import operation, oversight
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
)
from dengen.console.views.retirement import (
    retirement,
    retirement_completion,
    retirement_queue,
)

app_name = "console"
urlpatterns = [
    path("", home, name="home"),
    path("operation/", operation, name="operation"),
    path("oversight/", oversight, name="oversight"),
    path("applications/", application_queue, name="application-queue"),
    path("applications/approvals/", application_approvals, name="application-approvals"),
    path("applications/denials/", application_denials, name="application-denials"),
    path("applications/<int:pk>/", application, name="application"),
    path("applications/<int:pk>/approval/", application_approval, name="application-approval"),
    path("applications/<int:pk>/denial/", application_denial, name="application-denial"),
    path("applications/<int:pk>/reopening/", application_reopening, name="application-reopening"),
    path("listings/", listing_queue, name="listing-queue"),
    path("listings/approvals/", listing_approvals, name="listing-approvals"),
    path("listings/denials/", listing_denials, name="listing-denials"),
    path("listings/<int:pk>/", listing, name="listing"),
    path("listings/<int:pk>/approval/", listing_approval, name="listing-approval"),
    path("listings/<int:pk>/denial/", listing_denial, name="listing-denial"),
    path("listings/<int:pk>/reopening/", listing_reopening, name="listing-reopening"),
    path("listings/<int:pk>/deletion/", listing_deletion, name="listing-deletion"),
    path("proposals/<int:pk>/seconding/", proposal_seconding, name="proposal-seconding"),
    path("proposals/<int:pk>/rejection/", proposal_rejection, name="proposal-rejection"),
    path("proposals/<int:pk>/withdrawal/", proposal_withdrawal, name="proposal-withdrawal"),
    path("presets/", preset_list, name="preset-list"),
    path("presets/new/", preset_new, name="preset-new"),
    path("presets/<int:pk>/", preset, name="preset"),
    path("presets/<int:pk>/move/", preset_move, name="preset-move"),
    path("presets/<int:pk>/deletion/", preset_deletion, name="preset-deletion"),
    path("retirements/", retirement_queue, name="retirement-queue"),
    path("retirements/<int:pk>/", retirement, name="retirement"),
    path("retirements/<int:pk>/completion/", retirement_completion, name="retirement-completion"),
]
