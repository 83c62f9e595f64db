"""The others: they log in and out, hand in and approve, by forms, without being waited for.

Each event is the one request that makes it happen. The pages that lead there and follow are
pages, as the readers ask for them; their tokens and seals are good for any number of forms.
"""

import re
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import cycle
from uuid import uuid4

from benchmarks.browser import filled_in
from benchmarks.open_loop import Answer, OpenLoop, post
from dengen.demo.bulk.logins import PASSWORD

TOKEN, SEAL, CSRF_COOKIE = "csrfmiddlewaretoken", "seal", "csrftoken"
LOGIN, LOGOUT, SUBMISSION, APPROVAL, LETTER = "login", "logout", "submission", "approval", "letter"
SHARES = {LOGIN: 16, LOGOUT: 12, SUBMISSION: 6, APPROVAL: 6, LETTER: 1}
DONE = {  # where the answer leads if the event has happened
    LOGIN: re.compile(r"/"),
    LOGOUT: re.compile(r"/login/"),
    SUBMISSION: re.compile(r"/listings/mine/"),
    APPROVAL: re.compile(r"/console/listings/.*"),
    LETTER: re.compile(r"/console/members/\d+/"),
}


@dataclass(frozen=True)
class Person:
    """Somebody at a browser that shows a page with a form; `address` is where it stands."""

    login_id: str
    cookie: str
    fields: dict[str, str]
    address: str


type Note = Callable[[str], None]  # of what went wrong, or of nothing
type Step = tuple[Person, str, dict[str, str]]  # who sends what to which address


@dataclass(frozen=True)
class Crowd:
    """Who takes part: a browser at the login page, members, posters, a reviewer.

    `waiting` are listings to be approved, `accounts` members to be written to, by their keys.
    """

    port: int
    visitor: Person
    members: list[Person]
    posters: list[Person]
    reviewer: Person
    waiting: list[int]
    accounts: list[int]
    areas: list[str]


@dataclass
class Happened:
    """What became of the events of a round: how many were done in it; `late` ones after its end.

    `waits` are milliseconds from the moment at which each had its turn.
    """

    seconds: float
    asked: int = 0
    done: int = 0
    late: int = 0
    waits: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


class Happenings:
    """Lets the events happen, in the same order each time."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._loop = OpenLoop(crowd.port)
        self._kinds = cycle(order())
        self._members, self._posters = cycle(crowd.members), cycle(crowd.posters)
        self._present = deque(crowd.members)
        self._leaving: deque[Note] = deque()  # who can log out only when somebody has logged in
        self._waiting, self._accounts = deque(crowd.waiting), cycle(crowd.accounts)
        self._areas = cycle(crowd.areas)
        self._seals = {one.login_id: one.fields[SEAL] for one in crowd.members}
        self._number = 0

    def run(self, rate: float, seconds: float) -> Happened:
        """Let so many a second happen for so long, evenly spread; return when all is answered."""
        happened = Happened(seconds)
        began = time.perf_counter()
        for number in range(int(rate * seconds)):
            moment = began + (number + 0.5) / rate
            self._loop.until(moment)
            self._ask(next(self._kinds), partial(_note, happened, moment, began + seconds))
            happened.asked += 1
        self._loop.until(began + seconds)
        self._loop.finish()
        while self._leaving:
            self._leaving.popleft()("logout: nobody was logged in")
        return happened

    def _ask(self, kind: str, note: Note) -> None:
        if kind == LOGOUT and not self._present:
            self._leaving.append(note)
            return
        person, path, fields = getattr(self, f"_{kind}")()
        request = post(path, person.cookie, fields | person.fields, person.address)
        self._loop.ask(request, partial(self._take, kind, person, note))

    def _take(self, kind: str, person: Person, note: Note, response: bytes) -> None:
        answer = Answer(response)
        is_done = answer.status == "302" and DONE[kind].fullmatch(answer.location)
        if is_done and kind == LOGIN:
            self._present.append(self._logged_in(person, answer.cookies))
            if self._leaving:
                self._ask(LOGOUT, self._leaving.popleft())
        note("" if is_done else f"{kind}: {answer.status} {answer.location}".strip())

    def _logged_in(self, visitor: Person, cookies: dict[str, str]) -> Person:
        fields = {TOKEN: cookies[CSRF_COOKIE], SEAL: self._seals[visitor.login_id]}
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return replace(visitor, cookie=cookie, fields=fields)

    def _login(self) -> Step:
        member = next(self._members)
        visitor = replace(self._crowd.visitor, login_id=member.login_id, address=member.address)
        return visitor, "/login/", {"login_id": member.login_id, "password": PASSWORD}

    def _logout(self) -> Step:
        return self._present.popleft(), "/logout/", {}

    def _submission(self) -> Step:
        fields = filled_in(str(uuid4()), next(self._areas))
        return next(self._posters), "/listings/new/", fields

    def _approval(self) -> Step:
        path = f"/console/listings/{self._waiting.popleft()}/approval/"
        return self._crowd.reviewer, path, {"revision": "1"}

    def _letter(self) -> Step:
        self._number += 1
        fields = {"subject": f"ご連絡 {self._number}", "text": "お知らせします。", "send": "1"}
        return self._crowd.reviewer, f"/console/members/{next(self._accounts)}/letter/", fields


def _note(happened: Happened, moment: float, end: float, fault: str) -> None:
    now = time.perf_counter()
    happened.waits.append(1000 * (now - moment))
    if fault:
        happened.faults[fault] += 1
    elif now <= end:
        happened.done += 1
    else:
        happened.late += 1


def order() -> list[str]:
    """Return the kinds, each spread evenly over all, and each once at first."""
    places = [(number / count, kind) for kind, count in SHARES.items() for number in range(count)]
    return [kind for _place, kind in sorted(places)]
