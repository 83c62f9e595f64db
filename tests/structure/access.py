"""Who may come to which address: every address has its rows here, or the tests fail.

One row for GET and one for POST (without any data). The answers stand for, in this order, somebody
not logged in, a member, the member whose listing or form it is, a reviewer, an auditor, and an
administrator.
"""

PAGE, MISSING, FORBIDDEN, NOT_ALLOWED = 200, 404, 403, 405
INVALID = 422  # the form again, with its errors
LOGIN = "login"  # a redirect to the login page
GO = "elsewhere"  # a redirect to any other page
PEOPLE = ("nobody", "member", "owner", "reviewer", "auditor", "administrator")

type Answers = tuple[int | str, ...]


def _all(answer: int | str) -> Answers:
    return (answer,) * len(PEOPLE)


def _inside(answer: int | str) -> Answers:
    """The same for everybody who is logged in."""
    return (LOGIN, *_all(answer)[1:])


STAFFS_PAGE = (LOGIN, MISSING, MISSING, PAGE, PAGE, PAGE)
STAFFS_NOT_ALLOWED = (LOGIN, MISSING, MISSING, NOT_ALLOWED, NOT_ALLOWED, NOT_ALLOWED)
STAFFS_BUTTON = (LOGIN, MISSING, MISSING, GO, GO, GO)
MEMBERS_PAGE = (LOGIN, PAGE, PAGE, GO, GO, GO)
CONSOLE_PAGE = (LOGIN, MISSING, MISSING, PAGE, PAGE, PAGE)
CONSOLE_NOT_ALLOWED = (LOGIN, MISSING, MISSING, NOT_ALLOWED, NOT_ALLOWED, NOT_ALLOWED)
DECISION_NOT_ALLOWED = (LOGIN, MISSING, MISSING, NOT_ALLOWED, FORBIDDEN, NOT_ALLOWED)
DECISION = (LOGIN, MISSING, MISSING, GO, FORBIDDEN, GO)
DENIAL_WITHOUT_REASON = (LOGIN, MISSING, MISSING, INVALID, FORBIDDEN, INVALID)

# What only an administrator does.
ADMINISTRATION = (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, GO)
ADMINISTRATION_PAGE = (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, PAGE)
ADMINISTRATION_INVALID = (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, INVALID)
ADMINISTRATION_NOT_ALLOWED = (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, NOT_ALLOWED)

ACCESS: dict[str, dict[str, Answers]] = {
    "accounts:login": {"get": (PAGE, GO, GO, GO, GO, GO), "post": (PAGE, GO, GO, GO, GO, GO)},
    "accounts:logout": {"get": _inside(NOT_ALLOWED), "post": _all(LOGIN)},
    "accounts:apply": {"get": _all(PAGE), "post": _all(PAGE)},
    "accounts:apply-confirmation": {"get": _all(GO), "post": _all(GO)},
    "accounts:apply-completion": {"get": _all(LOGIN), "post": _all(NOT_ALLOWED)},
    "accounts:address": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "accounts:terms": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "accounts:account": {"get": _inside(PAGE), "post": _inside(NOT_ALLOWED)},
    "accounts:password": {"get": _inside(PAGE), "post": _inside(PAGE)},
    "accounts:retirement": {
        "get": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
        "post": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
    },
    "accounts:retirement-withdrawal": {"get": _inside(NOT_ALLOWED), "post": _inside(GO)},
    "accounts:second-step": {  # nobody whose second factor could be asked for
        "get": (LOGIN,) * 6,
        "post": (LOGIN,) * 6,
    },
    "accounts:second-factor": {"get": STAFFS_PAGE, "post": _inside(NOT_ALLOWED)},
    "accounts:authenticator-app": {"get": STAFFS_PAGE, "post": STAFFS_PAGE},
    "accounts:authenticator-app-removal": {"get": STAFFS_NOT_ALLOWED, "post": STAFFS_BUTTON},
    "accounts:passkey": {"get": STAFFS_PAGE, "post": STAFFS_PAGE},
    "accounts:passkey-removal": {"get": STAFFS_NOT_ALLOWED, "post": STAFFS_BUTTON},
    "accounts:recovery-codes": {"get": STAFFS_PAGE, "post": STAFFS_BUTTON},
    "accounts:invitation": {"get": _all(PAGE), "post": _all(PAGE)},
    "listings:home": {"get": MEMBERS_PAGE, "post": (LOGIN, NOT_ALLOWED, NOT_ALLOWED, GO, GO, GO)},
    "listings:list": {"get": _inside(PAGE), "post": _inside(NOT_ALLOWED)},
    "listings:new": {"get": MEMBERS_PAGE, "post": MEMBERS_PAGE},
    "listings:mine": {"get": MEMBERS_PAGE, "post": (LOGIN, NOT_ALLOWED, NOT_ALLOWED, GO, GO, GO)},
    "listings:detail": {
        "get": (LOGIN, MISSING, PAGE, PAGE, PAGE, PAGE),
        "post": _inside(NOT_ALLOWED),
    },
    "listings:replacement": {
        "get": (LOGIN, MISSING, MISSING, GO, GO, GO),  # of a listing that isn't published yet
        "post": (LOGIN, NOT_ALLOWED, NOT_ALLOWED, GO, GO, GO),
    },
    "listings:resubmission": {
        "get": (LOGIN, MISSING, PAGE, GO, GO, GO),
        "post": (LOGIN, NOT_ALLOWED, NOT_ALLOWED, GO, GO, GO),
    },
    "listings:deletion": {
        "get": (LOGIN, MISSING, PAGE, GO, GO, GO),
        "post": (LOGIN, MISSING, GO, GO, GO, GO),
    },
    "console:home": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:operation": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:oversight": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:application-queue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:application": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:application-approval": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:application-denial": {"get": DECISION_NOT_ALLOWED, "post": DENIAL_WITHOUT_REASON},
    "console:listing-queue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:listing": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:listing-approval": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:listing-denial": {"get": DECISION_NOT_ALLOWED, "post": DENIAL_WITHOUT_REASON},
    "console:listing-deletion": {
        "get": (LOGIN, MISSING, MISSING, PAGE, FORBIDDEN, PAGE),
        "post": (LOGIN, MISSING, MISSING, GO, FORBIDDEN, MISSING),  # the reviewer was faster
    },
    "console:retirement-queue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:retirement": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:retirement-completion": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:operator-list": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:operator": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:operator-role": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION_INVALID,
    },
    "console:operator-second-factor-reset": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION,
    },
    "console:operator-retirement": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION_INVALID,
    },
    "console:invitation": {"get": ADMINISTRATION_PAGE, "post": ADMINISTRATION_PAGE},
    "console:invitation-delivery": {"get": ADMINISTRATION_NOT_ALLOWED, "post": ADMINISTRATION},
    "console:invitation-withdrawal": {"get": ADMINISTRATION_NOT_ALLOWED, "post": ADMINISTRATION},
    "demo:mail-list": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "demo:mail": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "demo:mail-preview-list": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "demo:mail-preview": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
}
