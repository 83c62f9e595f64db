"""Coverage-guided fuzzing of what reads strangers' bytes: `python -m tests.fuzz TARGET [MINUTES]`.

Needs atheris, which bin/fuzz installs: it has wheels for Linux alone, so no pinned file names it.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def sanitizer(data: bytes) -> None:
    """Cleaning what is clean changes nothing."""
    from dengen.listings.rich_text import TooMuch, clean_rich_text

    try:
        html = clean_rich_text(data.decode("utf-8", "replace"))
    except TooMuch:
        return
    assert clean_rich_text(html) == html


def template(data: bytes) -> None:
    """Any text is read."""
    from dengen.listings.template_reader import read_template

    read_template(data.decode("utf-8", "replace"))


def csv(data: bytes) -> None:
    """Any file is read, or refused with a reason."""
    from dengen.accounts.applications.business_list import UnreadableList, read_business_list

    try:
        read_business_list(data)
    except UnreadableList:
        return


def proxies(data: bytes) -> None:
    """Any headers leave an address and a scheme; a server hands them on as Latin-1."""
    from ipaddress import ip_address, ip_network

    from dengen.events.proxies import believing_proxies

    hops, _line, scheme = data.decode("latin-1").partition("\n")
    seen = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": hops}
    seen |= {"HTTP_X_FORWARDED_PROTO": scheme, "wsgi.url_scheme": "http"}
    believing_proxies(lambda environ, start: [], [ip_network("127.0.0.0/8")])(seen, None)
    ip_address(seen["REMOTE_ADDR"])
    assert seen["wsgi.url_scheme"] in {"http", "https"}


TARGETS = {one.__name__: one for one in (sanitizer, template, csv, proxies)}
# Where it begins: without them a list without a heading is all that is ever tried.
HTML = """<p style="font-size:18px">出力 <s>5,000</s> <b>3</b>kW m<sup>2</sup></p>
<ul><li>甲<ol><li>乙</ol></ul><table><tr><td colspan=2>夏<br>冬<th>1</table>
<a href="https://例え.jp/?a=1&amp;b">先</a><!-- 注 -->
<script>x</script><img src=x onerror=y>&#x41;&nbsp;"""
TEMPLATE = (
    "①希望の区分：売\n②事業者名：甲\n③問合せ先：a@b.jp 03-1111-2222 担当 乙\n④東京\n⑤任意：\n丙"
)
CSV = '事業者名,法人番号\r\nみなと火力発電株式会社,7000012050002\r\n"株式会社""あおば""",\r\n'
SEEDS = {
    "sanitizer": [HTML.encode(), b"\x1b\xf3\xa0\x84\x80", "<p>１２ kW\u3000ｶﾅ</p>".encode()],
    "template": [TEMPLATE.encode(), TEMPLATE.replace("①", "1.").encode(), HTML.encode()],
    "csv": [
        CSV.encode(),
        CSV.encode("utf-16"),
        CSV.encode("cp932"),
        CSV.replace(",", "\t").encode(),
    ],
    "proxies": [
        b"203.0.113.9, 127.0.0.1\nhttps",
        b"[2001:db8::1]:80,::ffff:192.0.2.1\nHTTPS, http",
    ],
}


def main() -> None:
    """Runs until something breaks or the time is over."""
    import atheris

    name = sys.argv[1]
    with atheris.instrument_imports(include=["dengen"]):
        import django

        django.setup()
        target = TARGETS[name]
        for seed in SEEDS[name]:
            target(seed)
    seconds = 60 * int(sys.argv[2]) if len(sys.argv) > 2 else 600
    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(SEEDS[name]):
            Path(corpus, str(number)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", "-max_len=4096", "-timeout=10"]
        atheris.Setup([sys.argv[0], *limits, corpus], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
