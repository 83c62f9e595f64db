"""A captcha without pictures, riddles of sight, or a third party.

The browser does a proof of work (ALTCHA's scheme: find the number whose hash with a salt is the
challenge); where scripts are off, a person answers a small sum in words. An answer serves for one
look at what is registered: until then it stays good while other errors are mended.
"""

import json
import secrets
from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from altcha import ChallengeOptionsV1, create_challenge_v1, verify_solution_v1
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dengen.accounts.applications.captcha.used_challenge import UsedChallenge
from dengen.accounts.limits import Limit, request_network
from dengen.keyed import is_hash_of, keyed_hash, keyed_hashes

LIFETIME = timedelta(hours=2)  # a form of this length takes its time
MOST_HASHES = 50_000  # at most so many hashes: about a second in a browser
SALT = "dengen.captcha"
CHECKED_FROM_NETWORK = Limit(
    "captcha.network", count="APPLICATION_CHECKS", hours="APPLICATION_LIMIT_HOURS"
)
NUMERALS = "〇一二三四五六七八九十"


@dataclass(frozen=True)
class Question:
    """A sum in words; `token` carries the answer's keyed hash."""

    text: str
    token: str


def new_challenge() -> str:
    """Return a proof of work for the browser, as JSON."""
    options = ChallengeOptionsV1(
        hmac_key=_keys()[0], max_number=MOST_HASHES, expires=datetime.now(UTC) + LIFETIME
    )
    return json.dumps(create_challenge_v1(options).to_dict())


def proved(proof: str) -> str:
    """Return what to `use_up()` for this right solution, in time and unused; "" if none."""
    if not proof:
        return ""
    try:
        solution = json.loads(b64decode(proof))
        solved = any(verify_solution_v1(solution, key, check_expires=True)[0] for key in _keys())
        return _unspent(f"proof:{solution['challenge']}") if solved else ""
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return ""  # whatever a robot sends is no solution


def new_question() -> Question:
    """Return a sum of two numbers, one above ten, written in kanji numerals."""
    large, small = secrets.randbelow(9) + 1, secrets.randbelow(9) + 1
    text = _("「%(large)s」足す「%(small)s」の答えを数字で入力してください。") % {
        "large": NUMERALS[10] + NUMERALS[large],
        "small": NUMERALS[small],
    }
    nonce = secrets.token_hex(8)
    right = keyed_hash(SALT + nonce, str(10 + large + small))
    token = signing.dumps([nonce, right], salt=SALT)
    return Question(text, token)


def answered(token: str, answer: str) -> str:
    """Return what to `use_up()` for this right answer, in time and unused; "" if none.

    A wrong answer uses its question up.
    """
    try:
        nonce, expected = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except (signing.BadSignature, ValueError):
        return ""
    signature = f"question:{nonce}"
    if is_hash_of(expected, SALT + nonce, answer.strip()):
        return _unspent(signature)
    if answer:
        use_up(signature)
    return ""


def use_up(signature: str) -> bool:
    """Use an answer up; False if somebody was faster.

    Raise `LimitReached` when too many were used from this network: each costs a row.
    """
    CHECKED_FROM_NETWORK.take(request_network())
    try:
        with transaction.atomic():
            UsedChallenge.objects.create(signature=signature)
    except IntegrityError:
        return False
    return True


def not_solved() -> str:
    """Return what to tell someone who didn't solve it."""
    return _("自動送信でないことを確認できませんでした。質問の答えを数字で入力してください。")


def _keys() -> list[str]:
    return keyed_hashes(SALT, "proof of work")


def _unspent(signature: str) -> str:
    return "" if UsedChallenge.objects.filter(signature=signature).exists() else signature
