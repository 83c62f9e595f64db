"""Every page that asks before something is taken away, at phone and desktop width."""

import inspect

import pytest
from django.urls import resolve
from playwright.sync_api import expect

from dengen.ui.asking import confirm_first
from tests.browser.test_every_page import enter
from tests.structure.access import ACCESS, PAGE, expected
from tests.structure.test_addresses import address, people, things

pytestmark = pytest.mark.django_db(transaction=True)

# A form's button, wherever on the board the form stands.
PRESS = """address => {
  const form = document.body.appendChild(document.createElement("form"));
  form.method = "post";
  form.action = address;
  const own = document.querySelector("[name=seal]").form;
  for (const name of ["csrfmiddlewaretoken", "seal"]) form.append(own.elements[name].cloneNode());
  form.submit();
}"""


def asks(view) -> bool:
    """Return whether the view, or one that it wraps, was made by `confirm_first`."""
    layers = []
    while view:
        layers.append(inspect.getsourcefile(view))
        view = getattr(view, "__wrapped__", None)
    return inspect.getsourcefile(confirm_first) in layers


def questions(who: str) -> list[str]:
    """Return the names of the addresses that ask this person."""
    told = {name for name in ACCESS if expected(name, "post")[who] == PAGE}
    return [name for name in sorted(told) if asks(resolve(address(name)).func)]


@pytest.mark.parametrize(("who", "least"), [("owner", 2), ("administrator", 8)])
def test_each_question_fits_and_names_what_is_pressed(open_page, live_server, shoot, who, least):
    accounts = people()
    things(accounts)
    names = questions(who)
    assert len(names) >= least
    page = open_page()
    enter(page, accounts[who], live_server)
    for name in names:
        page.goto("/account/")
        page.evaluate(PRESS, address(name))
        expect(page.get_by_role("link", name="戻る")).to_be_visible()
        expect(page.locator("button[name=confirmed]")).to_be_visible()
        shoot(page, f"asking-{name.replace(':', '-')}")
