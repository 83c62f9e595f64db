"""The error page that Django can't be left to show."""

from django.http import HttpRequest, HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:
    """Django's own reads the form once more for its token, and fails again if it is unreadable."""
    return HttpResponseBadRequest(render_to_string("400.html"))
