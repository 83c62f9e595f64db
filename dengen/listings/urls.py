"""Addresses of the members' pages."""

from django.urls import path

from dengen.listings.views.board import board
from dengen.listings.views.cancellation import cancellation
from dengen.listings.views.deletion import deletion
from dengen.listings.views.detail import detail
from dengen.listings.views.draft import draft, draft_deletion
from dengen.listings.views.guideline import guideline
from dengen.listings.views.home import home
from dengen.listings.views.mine import mine
from dengen.listings.views.new import new
from dengen.listings.views.renewal import replacement, resubmission
from dengen.listings.views.rich_text import rich_text

app_name = "listings"
urlpatterns = [
    path("", home, name="home"),
    path("listings/", board, name="list"),
    path("listings/new/", new, name="new"),
    path("listings/rich-text/", rich_text, name="rich-text"),
    path("listings/drafts/<uuid:key>/", draft, name="draft"),
    path("listings/drafts/<uuid:key>/deletion/", draft_deletion, name="draft-deletion"),
    path("listings/guideline/", guideline, name="guideline"),
    path("listings/mine/", mine, name="mine"),
    path("listings/<number:pk>/", detail, name="detail"),
    path("listings/<number:pk>/replacement/", replacement, name="replacement"),
    path("listings/<number:pk>/resubmission/", resubmission, name="resubmission"),
    path("listings/<number:pk>/deletion/", deletion, name="deletion"),
    path("listings/<number:pk>/cancellation/", cancellation, name="cancellation"),
]
