"""What was typed into a search of the console."""

from django.http import HttpRequest

from dengen.japan.width import clean_text

SEARCH_LENGTH = 200  # longer than anything that is searched; SQLite fails at 50,000 bytes


def searched_text(request: HttpRequest) -> str:
    """Return the text of `?q=`, cleaned; "" if there is none."""
    return clean_text(request.GET.get("q", ""))[:SEARCH_LENGTH]
