"""Coverage-guided fuzzing of what reads strangers' bytes: `python -m tests.fuzz TARGET [MINUTES]`.

Needs atheris, which bin/fuzz installs: it has wheels for Linux alone, so no pinned file names it.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def sanitizer(data: str) -> None:
    """Cleaning what is clean changes nothing."""
    from dengen.listings.rich_text import TooMuch, clean_rich_text

    try:
        html = clean_rich_text(data)
    except TooMuch:
        return
    assert clean_rich_text(html) == html


def template(data: str) -> None:
    """Any text is read."""
    from dengen.listings.template_reader import read_template

    read_template(data)


def csv(data: str) -> None:
    """Any file is read, or refused with a reason."""
    from dengen.accounts.business_list import UnreadableList, read_business_list

    try:
        read_business_list(data.encode("utf-8", "surrogatepass"))
    except UnreadableList:
        return


def proxies(data: str) -> None:
    """Any headers leave an address and a scheme."""
    from ipaddress import ip_address, ip_network

    from dengen.events.proxies import believing_proxies

    hops, _line, scheme = data.partition("\n")
    seen = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": hops}
    seen |= {"HTTP_X_FORWARDED_PROTO": scheme, "wsgi.url_scheme": "http"}
    believing_proxies(lambda environ, start: [], [ip_network("127.0.0.0/8")])(seen, None)
    ip_address(seen["REMOTE_ADDR"])
    assert seen["wsgi.url_scheme"] in {"http", "https"}


TARGETS = {one.__name__: one for one in (sanitizer, template, csv, proxies)}


def main() -> None:
    """Runs until something breaks or the time is over."""
    import atheris

    with atheris.instrument_imports(include=["dengen"]):
        import django

        django.setup()
        target = TARGETS[sys.argv[1]]
        for text in ("", "<p>a</p>", "①売"):
            target(text)
    seconds = 60 * int(sys.argv[2]) if len(sys.argv) > 2 else 600

    def once(data: bytes) -> None:
        target(data.decode("utf-8", "replace"))

    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=4096"], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
