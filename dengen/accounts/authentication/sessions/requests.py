"""Requests of somebody who is logged in, as every page but a few public ones gets them."""

from django.http import HttpRequest

from dengen.accounts.authentication.sessions.store import SessionStore
from dengen.accounts.membership.account.account import Account


class PersonalRequest(HttpRequest):
    """`LoginFirstMiddleware` has made sure of the account."""

    user: Account
    session: SessionStore
