"""Which address a request comes from: only configured proxies are believed."""

from ipaddress import ip_network

import pytest

from dengen.events import proxies
from dengen.events.proxies import UNKNOWN, believing_proxies

TRUSTED = [ip_network(one) for one in ["127.0.0.1", "::1", "10.1.2.0/28", "2001:db8:5::/48"]]


def current_account(peer: str, forwarded: str = "", trusted=TRUSTED, **more: str) -> dict:
    """What the board sees of a request."""
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"} | more
    if forwarded:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    believing_proxies(lambda seen, start_response: [], trusted)(environ, None)
    return environ


def test_a_strangers_word_is_not_believed():
    seen = current_account("203.0.113.9", "192.0.2.1", HTTP_X_FORWARDED_PROTO="https")
    assert seen["REMOTE_ADDR"] == "203.0.113.9"
    assert seen["wsgi.url_scheme"] == "http"
    assert not [name for name in seen if name.startswith("HTTP_X_FORWARDED")]


@pytest.mark.parametrize(
    ("forwarded", "visitor"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("6.6.6.6, 192.0.2.1", "192.0.2.1"),  # the visitor has sent a beginning
        ("127.0.0.1, 192.0.2.1", "192.0.2.1"),
        ("192.0.2.1, 10.1.2.3", "192.0.2.1"),  # two of our proxies in a row
        ("6.6.6.6,192.0.2.1 ,10.1.2.3, 127.0.0.1", "192.0.2.1"),
        ("192.0.2.1, 10.1.3.3", "10.1.3.3"),  # outside of the network
        ("2001:db8:9::7", "2001:db8:9::7"),
        ("6.6.6.6, 2001:db8:5:1::2", "6.6.6.6"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("10.1.2.3", "10.1.2.3"),
        ("unknown", "127.0.0.1"),
        ("192.0.2.1, <script>", "192.0.2.1"),  # what can't be read is passed over
        ("192.0.2.1, unknown, 10.1.2.3", "192.0.2.1"),
        ("203.0.113.7:51234", "203.0.113.7"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("198.51.100.66, 203.0.113.9:1024, 10.1.2.3", "203.0.113.9"),
        ("203.0.113.7:", "127.0.0.1"),
        ("fe80::1%" + "a" * 5000, "fe80::1"),
        ("," * 5000, "127.0.0.1"),
    ],
)
def test_of_a_trusted_proxys_list_the_last_untrusted_hop_counts(forwarded, visitor):
    assert current_account("127.0.0.1", forwarded)["REMOTE_ADDR"] == visitor


@pytest.mark.parametrize("peer", ["::1", "10.1.2.15", "::ffff:10.1.2.1", "2001:db8:5:9::1"])
def test_proxies_are_named_by_address_or_network(peer):
    seen = current_account(peer, "192.0.2.1", HTTP_X_FORWARDED_PROTO="https")
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("192.0.2.1", "https")


@pytest.mark.parametrize(
    ("forwarded", "schemes", "scheme"),
    [
        ("203.0.113.9, 10.1.2.3", "https, http", "https"),  # as many: the visitor's place counts
        ("6.6.6.6, 203.0.113.9", "https, http", "http"),
        ("203.0.113.9", "https,https", "https"),  # not as many: the leftmost
        ("203.0.113.9", "https,http", "https"),
        ("203.0.113.9", "HTTPS", "https"),
        ("203.0.113.9", " http ", "http"),
        ("", "https", "https"),
    ],
)
def test_the_scheme_is_read_where_the_visitor_stands(forwarded, schemes, scheme):
    seen = current_account("127.0.0.1", forwarded, HTTP_X_FORWARDED_PROTO=schemes)
    assert seen["wsgi.url_scheme"] == scheme


@pytest.mark.parametrize(
    ("peer", "forwarded", "schemes", "visitor", "scheme"),
    [
        ("10.0.0.1", "203.0.113.7:51234", "", "203.0.113.7", "http"),
        ("10.0.0.1", "[2001:db8::1]:443", "", "2001:db8::1", "http"),
        (
            "10.0.0.1",
            "198.51.100.66, 203.0.113.9:1024, 10.0.0.2",
            "",
            "203.0.113.9",
            "http",
        ),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "https, http", "203.0.113.9", "https"),
        ("10.0.0.1", "203.0.113.9", "https,https", "203.0.113.9", "https"),
        ("10.0.0.1", "203.0.113.9", "HTTPS", "203.0.113.9", "https"),
        ("203.0.113.50", "198.51.100.1", "https", "203.0.113.50", "http"),
    ],
)
def test_behind_a_network_of_proxies_visitor_and_scheme_are_read_as_the_proxies_write_them(
    peer, forwarded, schemes, visitor, scheme
):
    trusted = [ip_network("10.0.0.0/28")]
    seen = current_account(peer, forwarded, trusted, HTTP_X_FORWARDED_PROTO=schemes)
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == (visitor, scheme)


@pytest.mark.parametrize("scheme", ["", "javascript", ",", "https" * 5000])
def test_without_a_readable_scheme_the_boards_own_is_taken(scheme):
    environ = {
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "HTTP_X_FORWARDED_FOR": "192.0.2.1",
        "HTTP_X_FORWARDED_PROTO": scheme,
    }
    board = believing_proxies(lambda seen, start_response: [], TRUSTED, untold="https")
    board(environ, None)
    assert environ["wsgi.url_scheme"] == "https"


def test_trouble_with_a_header_is_told_once_a_minute(caplog, monkeypatch):
    monkeypatch.setattr(proxies, "_warned_at", {})
    for _request in range(3):
        current_account("127.0.0.1", "192.0.2.1, unknown")
    assert caplog.text.count("no address") == 1


def test_a_private_peer_that_forwards_is_noticed_as_a_proxy_nobody_configured(caplog, monkeypatch):
    monkeypatch.setattr(proxies, "_warned_at", {})
    assert UNKNOWN in current_account("10.9.9.9", "192.0.2.1")
    assert "DENGEN_TRUSTED_PROXIES" in caplog.text


@pytest.mark.parametrize(("peer", "forwarded"), [("8.8.8.8", "192.0.2.1"), ("10.9.9.9", "")])
def test_a_stranger_cannot_pass_for_one(peer, forwarded):
    assert UNKNOWN not in current_account(peer, forwarded)
