"""Requests of somebody who is logged in, as every page but a few public ones gets them."""

from django.http import HttpRequest

from dengen.accounts.models import Account
from dengen.accounts.sessions import SessionStore


class PersonalRequest(HttpRequest):
    """`LoginFirstMiddleware` has made sure of the account."""

    user: Account
    session: SessionStore
