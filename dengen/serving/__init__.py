"""What stands between the web server (granian, ASGI) and the board (WSGI): `WholeRequests`."""

from dengen.serving.arriving import Limits
from dengen.serving.gateway import WholeRequests

__all__ = ["Limits", "WholeRequests"]
