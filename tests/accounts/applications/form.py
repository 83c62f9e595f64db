"""A filled-in registration form, as a browser without scripts sends it."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from dengen.accounts.applications.captcha.captcha import NUMERALS
from tests import factories

URL = "/apply/"
QUESTION = re.compile(r"「十(.)」足す「(.)」")
TOKEN = re.compile(r'name="captcha_token" value="([^"]+)"')


def filled_in(**changes: Any) -> dict[str, Any]:
    """Every field, valid; `changes` replace some of them."""
    values = {
        "login_name": "Minato2026",
        "password": "denryoku-2026",
        "password_again": "denryoku-2026",
        "family_name": "髙橋",
        "given_name": "一郎",
        "family_kana": "タカハシ",
        "given_kana": "イチロウ",
        "gender": "",
        "email": "takahashi@minato.example.jp",
        "email2": "",
        "postal_code": "1050011",
        "prefecture": "東京都",
        "street": "港区芝公園１－２－３",
        "building": "",
        "phone": "03-5550-0001",
        "fax": "",
        "mobile": "",
        "organization_name": "みなと火力発電株式会社",
        "corporate_number": "",
        "work_address": "同上",
        "work_phone": "",
        "terms": factories.terms().pk,
        "consent": "on",
    }
    return values | changes


def answered(client: Client, **changes: Any) -> dict[str, Any]:
    """The same with the captcha's question answered, as a person reads it on the page, if asked."""
    factories.terms()
    return filled_in(**changes) | answer(client.get(URL))


def answer(page: HttpResponse) -> dict[str, str]:
    """The captcha's fields as a person sends that page; none if it has them already."""
    text = unescape(page.text)
    question = QUESTION.search(text)
    if question is None:
        form = page.context["form"]
        return {name: form[name].value() or "" for name in form.captcha_fields}
    large, small = question.groups()
    number = 10 + NUMERALS.index(large) + NUMERALS.index(small)
    return {"captcha_token": TOKEN.search(text)[1], "captcha_answer": str(number)}


def send(client: Client, **changes: Any):
    """Sends the form; a redirect to the confirmation means that it was valid."""
    return client.post(URL, answered(client, **changes))


def confirm(client: Client, **changes: Any) -> str:
    """Sends a valid form and returns the address of its confirmation page."""
    response = send(client, **changes)
    assert response.status_code == 302, response.context["form"].errors
    return response.url
