"""How many of one kind are allowed for one subject within a while.

A limit is declared once, where its kind is at home, with the names of its settings:

    ASKED_FROM_NETWORK = Limit(
        "password_request.network", count="PASSWORD_REQUESTS_PER_NETWORK", hours="KEY_LIMIT_HOURS"
    )

`ASKED_FROM_NETWORK.take(request_network())` counts one and returns, or raises `LimitReached` and
writes nothing. The subject is any text that names whom it is counted for: `request_network()` is
the network that the request comes from, `account_subject(account)` an account, and a login ID is
passed as `canonical(typed)`. For None (the command line, a proxy that nobody configured) there is
no limit, nor for a count of 0. What was counted belongs to the transaction around it: where a
refusal rolls back, take the limit before that transaction begins.

A view answers with `too_many(response, refusal.until)`: 429, and when to come back.

Whoever counts only what failed takes first, and gives back what went well: then parallel tries
can't exceed the limit.

    WRONG_FROM_NETWORK.take(request_network())
    if check(password):
        WRONG_FROM_NETWORK.give_back(request_network())

django-ratelimit counts in Django's cache, which several processes don't share here, and `limits`
in Redis or Memcached, which the board does without: hence these few lines on the board's database.
"""

from dengen.accounts.limits.answer import too_many
from dengen.accounts.limits.limit import Limit, LimitReached
from dengen.accounts.limits.subjects import account_subject, request_network

__all__ = ["Limit", "LimitReached", "account_subject", "request_network", "too_many"]
