"""Addresses of the operator's console."""

from django.urls import path

from dengen.console.views.application import application
from dengen.console.views.application_decision import (
    application_approval,
    application_denial,
)
from dengen.console.views.application_queue import application_queue
from dengen.console.views.home import home
from dengen.console.views.invitations import (
    invitation,
    invitation_delivery,
    invitation_withdrawal,
)
from dengen.console.views.listing import listing
from dengen.console.views.listing_decision import (
    listing_approval,
    listing_deletion,
    listing_denial,
)
from dengen.console.views.listing_queue import listing_queue
from dengen.console.views.menus import operation, oversight
from dengen.console.views.operators import (
    operator,
    operator_list,
    operator_retirement,
    operator_role,
    operator_second_factor_reset,
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
    path("applications/<int:pk>/", application, name="application"),
    path("applications/<int:pk>/approval/", application_approval, name="application-approval"),
    path("applications/<int:pk>/denial/", application_denial, name="application-denial"),
    path("listings/", listing_queue, name="listing-queue"),
    path("listings/<int:pk>/", listing, name="listing"),
    path("listings/<int:pk>/approval/", listing_approval, name="listing-approval"),
    path("listings/<int:pk>/denial/", listing_denial, name="listing-denial"),
    path("listings/<int:pk>/deletion/", listing_deletion, name="listing-deletion"),
    path("retirements/", retirement_queue, name="retirement-queue"),
    path("retirements/<int:pk>/", retirement, name="retirement"),
    path("retirements/<int:pk>/completion/", retirement_completion, name="retirement-completion"),
    path("operators/", operator_list, name="operator-list"),
    path("operators/<int:pk>/", operator, name="operator"),
    path("operators/<int:pk>/role/", operator_role, name="operator-role"),
    path(
        "operators/<int:pk>/second-factor-reset/",
        operator_second_factor_reset,
        name="operator-second-factor-reset",
    ),
    path("operators/<int:pk>/retirement/", operator_retirement, name="operator-retirement"),
    path("invitations/new/", invitation, name="invitation"),
    path("invitations/<int:pk>/delivery/", invitation_delivery, name="invitation-delivery"),
    path("invitations/<int:pk>/withdrawal/", invitation_withdrawal, name="invitation-withdrawal"),
]
