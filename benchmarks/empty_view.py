"""What Django and the server cost by themselves: no middleware, no database, a few bytes.

python -m benchmarks.empty_view PORT WORKERS
"""

import sys

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = "<title>empty</title>"


def empty(request: HttpRequest) -> HttpResponse:
    """Show the view."""
    return HttpResponse(BODY, headers={"Content-Length": len(BODY)})


urlpatterns = [path("", empty)]

if __name__ == "__main__":
    from dengen.commands.serve import serve_board

    serve_board("127.0.0.1", int(sys.argv[1]), int(sys.argv[2]), f"{__spec__.name}:application")
else:
    if not settings.configured:
        settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[])
    import django

    django.setup(set_prefix=False)
    application = WSGIHandler()
