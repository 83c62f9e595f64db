"""What a browser says about encodings is taken as it is meant."""

import pytest

from dengen.ui.encodings import accepted
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
PAGES = ["/listings/", "/account/password/", "/login/"]


@pytest.mark.parametrize("header", ["gzip;q=0", "gzip; q=0.0, deflate", "br, gzip ;Q=0", ""])
@pytest.mark.parametrize("page", PAGES)
def test_who_takes_no_gzip_gets_none(page, header):
    browser = browser_of(factories.member())
    for _turn in range(2):  # the second comes out of the cache
        answer = browser.get(page, headers={"Accept-Encoding": header})
        assert not answer.has_header("Content-Encoding")


@pytest.mark.parametrize("header", ["gzip", "gzip;q=0.5", "br;q=0, gzip;q=1.0"])
def test_who_takes_gzip_gets_it(header):
    answer = browser_of(factories.member()).get("/listings/", headers={"Accept-Encoding": header})
    assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("header", "left"),
    [
        ("gzip;q=0", ""),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=zero", ""),
        ("gzip;level=9", ""),
        ("br;q=1, *;q=0, gzip", "br, gzip"),
        ("gzip;q=-1", ""),
        ("gzip;q=nan", ""),
    ],
)
def test_what_is_left_of_a_header(header, left):
    assert accepted(header) == left
