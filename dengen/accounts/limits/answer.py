"""What a browser is answered when a limit is reached."""

from datetime import datetime
from http import HTTPStatus
from math import ceil

from django.http import HttpResponse

from dengen import clock


def too_many[R: HttpResponse](response: R, until: datetime) -> R:
    """Return the same answer as 429, with the seconds after which it is worth another try."""
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response["Retry-After"] = str(max(1, ceil((until - clock.now()).total_seconds())))
    return response
