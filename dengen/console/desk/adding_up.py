"""The page of a report that can't be made yet: the worker has not added up the trail that far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dengen.oversight.kept.reading import StillAddingUp

UNAVAILABLE = 503


def adding_up_page(request: HttpRequest, title: str, waiting: StillAddingUp) -> HttpResponse:
    """Say how much is left, and that it goes on by itself."""
    context = {"title": title, "left": waiting.left}
    return render(request, "console/adding_up.html", context, status=UNAVAILABLE)
