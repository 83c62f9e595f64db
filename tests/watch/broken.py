"""The board's addresses, and pages that fail in their own way."""

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from dengen.urls import handler400, handler500
from dengen.urls import urlpatterns as of_the_board

__all__ = ["handler400", "handler500", "urlpatterns"]


def broken(request: HttpRequest, key: str) -> HttpResponse:
    """Fails over what was sent, with all of it in its words and in its variables."""
    typed = f"{key} {request.GET.get('asked')} {request.POST.get('typed')}"
    return HttpResponse(int(typed))


@csrf_exempt  # so that nothing reads the form before it fails
def away(request: HttpRequest) -> HttpResponse:
    """As if the database were away."""
    raise OperationalError("database is locked")


def forbidden(request: HttpRequest) -> HttpResponse:
    """Nobody may."""
    raise PermissionDenied


urlpatterns = [
    *of_the_board,
    path("broken/<str:key>/", broken),
    path("away/", away),
    path("forbidden/", forbidden),
]
