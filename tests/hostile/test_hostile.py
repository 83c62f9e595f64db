"""Every address × method × person × field × hostile value: never an answer of 5xx.

Pairwise here: over its requests each field of an address meets each value, and the people take
turns. `bin/fuzz hostile` sends the full product: each value in each field alone, by everybody.
"""

import os
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.hostile.forms import ASKED_FOR, Fields, fields_on, page
from tests.hostile.values import FILES, MILLION, VALUES, encoded, in_a_path
from tests.races import taken_back
from tests.structure.access import ACCESS, PEOPLE
from tests.structure.test_addresses import address, clients, world  # noqa: F401 - fixtures

IS_FULL = os.environ.get("DENGEN_HOSTILE") == "full"
WITHOUT_SCRIPTS = ("nobody", "owner", "administrator")  # whose pages show the forms
FORM = "application/x-www-form-urlencoded"
TEXTS, UPLOADS = list(VALUES.values()), list(FILES.items())


@pytest.fixture(scope="module")
def fields(world) -> tuple[Fields, Fields]:  # noqa: F811
    """What each address takes."""
    paths = [(address(name), name) for name in ACCESS]
    shown = [
        (path, page(world[who], path))
        for who in WITHOUT_SCRIPTS
        for path, name in paths
        if "logout" not in name
    ]
    return fields_on(shown)


def rows(names: dict[str, str]) -> Iterator[dict[str, str]]:
    """What is sent, request after request."""
    if IS_FULL:
        yield from ({name: value} for name in names for value in (*TEXTS, MILLION))
        return
    yield dict.fromkeys(list(names)[:3], MILLION)
    if not names:
        return
    for shift in range(len(TEXTS)):
        yield {name: TEXTS[(at + shift) % len(TEXTS)] for at, name in enumerate(names)}


def people(browsers: dict[str, Client], row: int) -> list[Client]:
    """Who sends it: everybody, or whose turn it is."""
    return [browsers[who] for who in PEOPLE] if IS_FULL else [browsers[PEOPLE[row % len(PEOPLE)]]]


def status_of(client: Client, method: str, target: str, row: dict[str, str]) -> int:
    """The status of the answer; nothing of the step remains, and no cookie."""
    cookies = client.cookies.copy()
    client.raise_request_exception = False
    body = encoded(list(row.items()))
    with taken_back():
        if method == "get":
            answer = client.get(f"{target}?{body[:8000].decode()}")
        else:
            answer = client.post(target, body, content_type=FORM)
    client.cookies = cookies
    return answer.status_code


@pytest.mark.django_db  # or a run of this file alone would make no database
def test_the_forms_of_the_pages_are_found(fields):
    posted, asked = fields
    assert {"title", "html", "end_on", "submission_key"} <= posted["listings:new"].keys()
    assert {"family_name", "phone", "captcha_answer"} <= posted["accounts:apply"].keys()
    assert "chosen" in posted["console:listing-approvals"]
    assert {"title", "before"} & asked["listings:list"].keys()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ACCESS)
def test_no_value_in_any_field_breaks_an_address(clients, fields, name, method):  # noqa: F811
    posted, asked = fields
    given = posted[name] if method == "post" else asked[name] | dict.fromkeys(ASKED_FOR, "text")
    target = address(name)
    sent = list(rows(given))
    if method == "get" and name not in asked and not IS_FULL:
        sent = sent[::5]  # it asks for nothing: what all addresses might be asked for is enough
    for number, row in enumerate(sent):
        for client in people(clients, number):
            status = status_of(client, method, target, row)
            assert status < 500, (status, {key: text[:40] for key, text in row.items()})


@pytest.mark.parametrize("kind", FILES)
def test_no_file_breaks_an_address_that_takes_one(clients, fields, kind):  # noqa: F811
    taking = [
        (name, field)
        for name, given in fields[0].items()
        for field, kind_of in given.items()
        if kind_of == "file"
    ]
    assert taking
    values = cycle(TEXTS)
    for name, field in taking:
        others = {other: next(values)[:100] for other in fields[0][name] if other != field}
        others = {key: text.encode("utf-8", "replace").decode() for key, text in others.items()}
        for sent in ({"replaces_all": "yes"}, others):
            upload = SimpleUploadedFile("list\x00.csv", FILES[kind])
            client = clients["administrator"]
            client.raise_request_exception = False
            assert client.post(address(name), {**sent, field: upload}).status_code < 500


@pytest.mark.parametrize("value", VALUES)
def test_no_value_in_a_path_breaks_the_board(clients, value):  # noqa: F811
    part = in_a_path(VALUES[value])
    for target in ("/{}/", "/listings/{}/", "/listings/drafts/{}/", "/terms/{}/", "/console/{}/"):
        for client in clients.values():
            client.raise_request_exception = False
            assert client.get(target.format(part)).status_code < 500
