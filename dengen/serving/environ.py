"""The WSGI environ of a request, made from what ASGI says."""

import sys
from typing import IO, Any
from urllib.parse import unquote_to_bytes

# Of these WSGI expects no HTTP_ in front.
PLAIN = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}
# WhiteNoise refuses a range of one byte (416). A server need not know ranges (RFC 9110, 14.2), and
# none of the board's files is worth asking for in parts.
IGNORED = b"range"
ALWAYS = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


def environ_of(scope: dict[str, Any], body: IO[bytes], length: int | None) -> dict[str, Any]:
    """Return the environ; `length` is the body's, None if the request announces none."""
    host, port = scope["server"]
    environ = ALWAYS | {
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
    }
    for name, text in scope["headers"]:
        # X_Forwarded_For would pass for what a proxy says.
        if b"_" not in name and name != IGNORED:
            _add(environ, name, text.decode("latin-1"))
    if length is not None:
        environ["CONTENT_LENGTH"] = str(length)
    return environ


def _add(environ: dict[str, Any], name: bytes, text: str) -> None:
    """Add the header; several lines of one name become one, as HTTP has it."""
    key = PLAIN.get(name) or f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"
    if key in environ:
        text = f"{environ[key]}{'; ' if name == b'cookie' else ','}{text}"
    environ[key] = text
