"""What nobody types by accident, and somebody will send: one list for every field of every form."""

from pathlib import PurePosixPath
from urllib.parse import quote_from_bytes

# Text goes out as bytes, for lone surrogates are no text to anybody else.
VALUES = {
    "nothing": "",
    "blank": " \u3000\t",
    "NUL": "a\x00b",
    "controls": "\x1b\x07\x7f\x85\u2028",
    "lone surrogate": "\ud800a\udfff",
    "long line": "x" * 21_000,
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "day after the last": "10000-01-01",
    "no day": "2026-02-30",
    "forty digits": "9" * 40,
    "five thousand digits": "9" * 5_000,
    "beyond a row": str(2**63),
    "negative": "-1",
    "no number": "1e400",
    "other digits": "１２٣",
    "dashes": "03-‐‑‒–—―−ー－ｰ﹣1",
    "astral": "𠮷" * 101,
    "selectors": "葛\U000e0100\ufe0f\u200d\U000e0041",
    "bidi": "\u202e\u2066evil\u200b",
    "combining": "か" + "\u3099\u0301" * 300,
    "markup": "<b></q>" * 300 + "<script>alert(1)</script>",
    "quotes": "'\";--\\%s%(a)s{0}{{7}}{% now %}",
    "header": "a@example.jp\r\nBcc: b@example.jp",
    "path": "../../../etc/passwd",
    "elsewhere": "//evil.example/",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "formula": "=cmd|'/C calc'!A0",
    "json": '{"a": [[[[[',
    "pair": "1:99999999999999999999",
}
# Sent to each address once: what is read a million times a run makes the run long.
MILLION = "x" * 10**6
FILES = {
    "nothing": b"",
    "NUL": b"\x00" * 1000,
    "cut": "事業者名,法人番号\r\n甲".encode()[:-1],
    "half a quote": '事業者名\r\n"甲'.encode(),
    "wide": b"," * 100_000,
    "UTF-16": "事業者名\n甲".encode("utf-16"),
    "long field": b"\xe7\x94\xb2" * 200_000,
    "zip": b"PK\x03\x04" + b"\xff" * 1000,
}


def encoded(fields: list[tuple[str, str]]) -> bytes:
    """The fields as a browser's form sends them, whatever characters they hold."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in fields).encode()


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"))


def in_a_path(value: str) -> str:
    """The value as a part of a path, as far as a path can hold it."""
    return _quoted(PurePosixPath(value[:200]).name or "x")
