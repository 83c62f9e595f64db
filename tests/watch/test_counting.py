"""Several web processes count together: whichever is asked tells of all."""

import re
import urllib.request

import pytest

from tests.database.served import Visitor, served
from tests.mail.conftest import database_url

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "metrics-token-for-tests"
PAGES = re.compile(r'^dengen_request_seconds_count\{.*what="page".*\} (\S+)$', re.MULTILINE)
FAILED = re.compile(r'^dengen_failed_logins_total\{reason="WrongPassword"\} (\S+)$', re.MULTILINE)


def scrape(port: int) -> str:
    address = f"http://127.0.0.1:{port}/metrics"
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


def test_whichever_process_is_asked_it_tells_of_all():
    with served(database_url(), workers=2, DENGEN_METRICS_TOKEN=TOKEN) as port:
        for _number in range(20):  # each connects anew, so both processes get some
            assert Visitor(port).get("/login/")[0] == 200
        visitor = Visitor(port)
        visitor.get("/login/")
        visitor.post("/login/", login_id="Nobody2030", password="chigau-2030")
        told = [scrape(port) for _number in range(6)]
    assert {sum(map(float, PAGES.findall(text))) for text in told} == {22}
    assert {FAILED.search(text)[1] for text in told} == {"1.0"}
