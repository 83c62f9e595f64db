"""Bodies that are too large are refused with a page, before they take memory or disk."""

import pytest
from django.test import Client, RequestFactory

from dengen.ui.too_large import TooLargeMiddleware

pytestmark = pytest.mark.django_db
MEGABYTE = 2**20


def test_a_body_of_100_megabytes_gets_a_page_and_is_not_read():
    request = RequestFactory().generic("POST", "/login/")
    request.META |= {"CONTENT_LENGTH": str(100 * MEGABYTE), "wsgi.input": None}
    answer = TooLargeMiddleware(lambda request: pytest.fail("it went on"))(request)
    assert answer.status_code == 413
    assert "送信された内容が大きすぎます" in answer.text


@pytest.mark.parametrize(
    ("size", "status"),
    [(12 * MEGABYTE, 200), (12 * MEGABYTE + 1, 413), (24 * MEGABYTE + 1, 413)],
)
def test_what_is_too_large_for_a_form_reads_the_same_as_what_is_for_a_file(size, status):
    form = "application/x-www-form-urlencoded"
    answer = Client().post("/login/", b"x" * size, content_type=form)
    assert answer.status_code == status
    assert ("送信された内容が大きすぎます" in answer.text) == (status == 413)


@pytest.mark.parametrize("length", ["", "x", "-1", "1e9"])
def test_a_length_that_is_none_is_read_as_nothing(length):
    answer = Client().post("/login/", b"", content_type="text/plain", CONTENT_LENGTH=length)
    assert answer.status_code == 200


def test_a_compressed_body_is_not_unpacked():
    import gzip

    bomb = gzip.compress(b"login_id=" + b"x" * 50 * MEGABYTE)
    headers = {"Content-Encoding": "gzip"}
    form = "application/x-www-form-urlencoded"
    answer = Client().post("/login/", bomb, content_type=form, headers=headers)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
