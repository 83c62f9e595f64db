"""The one map of addresses; each room has its own part."""

from django.conf import settings
from django.urls import include, path

handler400 = "dengen.ui.errors.bad_request"
handler500 = "dengen.ui.errors.server_error"
urlpatterns = [
    path("", include("dengen.listings.urls")),  # the most visited first
    path("console/", include("dengen.console.urls")),
    path("", include("dengen.accounts.urls")),
    path("", include("dengen.watch.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("dengen.demo.urls")))
