"""Who may come to which address: every address has its rows here, or the tests fail.

One row for GET and one for POST (without any data). The answers stand for, in this order, somebody
not logged in, a member, the member whose listing or form it is, a reviewer, an auditor, and an
administrator. Whoever may not log in gets the answers of somebody not logged in: an applicant who
waits (but for OF_THE_APPLICANT), and members who are suspended or retired though their session has
outlived that. A freeze ends no session: who was in before gets a member's answers.
"""

PAGE, MISSING, FORBIDDEN, NOT_ALLOWED = 200, 404, 403, 405
NO_LOGIN = 401  # to a script
OVERTAKEN = 409  # kept or done already, or nothing says what was read
INVALID = 422  # the form again, with its errors
LOGIN = "login"  # a redirect to the login page
GO = "elsewhere"  # a redirect to any other page
PEOPLE = ("nobody", "member", "owner", "reviewer", "auditor", "administrator")
SHUT_OUT = ("applicant", "suspended", "retired")

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
DECISION_PAGE = (LOGIN, MISSING, MISSING, PAGE, FORBIDDEN, PAGE)
DECISION_ON_NOTHING_READ = (LOGIN, MISSING, MISSING, OVERTAKEN, FORBIDDEN, OVERTAKEN)
DECISION_ONCE = (LOGIN, MISSING, MISSING, GO, FORBIDDEN, OVERTAKEN)
DENIAL_WITHOUT_REASON = (LOGIN, MISSING, MISSING, INVALID, FORBIDDEN, INVALID)

# What only an administrator does.
ADMINISTRATION = (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, GO)
ADMINISTRATION_PAGE = (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, PAGE)
ADMINISTRATION_INVALID = (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, INVALID)
ADMINISTRATION_NOT_ALLOWED = (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, NOT_ALLOWED)

ACCESS: dict[str, dict[str, Answers]] = {
    "accounts:login": {"get": (PAGE, GO, GO, GO, GO, GO), "post": (PAGE, GO, GO, GO, GO, GO)},
    "accounts:logout": {"get": _inside(NOT_ALLOWED), "post": _all(LOGIN)},
    "accounts:csp-report": {"get": _all(NOT_ALLOWED), "post": _all(204)},
    "accounts:apply": {"get": _all(PAGE), "post": _all(PAGE)},
    "accounts:apply-confirmation": {"get": _all(GO), "post": _all(GO)},
    "accounts:apply-completion": {"get": _all(LOGIN), "post": _all(NOT_ALLOWED)},
    "accounts:apply-delivery": {"get": _all(NOT_ALLOWED), "post": _all(LOGIN)},
    "accounts:address-confirmation": {"get": _all(PAGE), "post": _all(GO)},
    "accounts:application-withdrawal": {"get": _all(NOT_ALLOWED), "post": _all(PAGE)},
    "accounts:address": {"get": _all(NOT_ALLOWED), "post": _all(PAGE)},
    "accounts:help": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "accounts:terms": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "accounts:terms-version": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "accounts:consent": {"get": _inside(GO), "post": _inside(GO)},  # there is nothing to agree to
    "accounts:refusal": {"get": _inside(GO), "post": _inside(GO)},
    "accounts:account": {"get": _inside(PAGE), "post": _inside(NOT_ALLOWED)},
    "accounts:contact": {
        "get": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
        "post": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
    },
    "accounts:mail-address": {
        "get": (LOGIN, FORBIDDEN, PAGE, FORBIDDEN, FORBIDDEN, FORBIDDEN),
        "post": (LOGIN, FORBIDDEN, GO, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    },
    "accounts:mail-address-delivery": {"get": _inside(NOT_ALLOWED), "post": _inside(GO)},
    "accounts:mail-address-cancellation": {"get": _inside(NOT_ALLOWED), "post": _inside(GO)},
    "accounts:password-request": {"get": _all(PAGE), "post": _all(PAGE)},
    "accounts:password-request-completion": {"get": _all(PAGE), "post": _all(PAGE)},
    "accounts:new-password": {"get": _all(GO), "post": _all(GO)},
    "accounts:password-link": {"get": _all(GO), "post": _all(GO)},
    "accounts:other-sessions-end": {"get": _inside(NOT_ALLOWED), "post": _inside(GO)},
    "accounts:session": {"get": _all(PAGE), "post": _all(PAGE)},
    "accounts:inbox": {"get": _inside(PAGE), "post": _inside(NOT_ALLOWED)},
    "accounts:letter": {
        "get": (LOGIN, MISSING, PAGE, MISSING, MISSING, MISSING),
        "post": _inside(NOT_ALLOWED),
    },
    "accounts:password": {"get": _inside(PAGE), "post": _inside(PAGE)},
    "accounts:retirement": {
        "get": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
        "post": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
    },
    "accounts:retirement-withdrawal": {"get": _inside(NOT_ALLOWED), "post": _inside(GO)},
    "accounts:handover": {
        "get": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
        "post": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
    },
    "accounts:handover-cancellation": {
        "get": _inside(NOT_ALLOWED),
        "post": (LOGIN, PAGE, PAGE, MISSING, MISSING, MISSING),
    },
    "accounts:succession": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "accounts:second-step": {  # nobody whose second factor could be asked for
        "get": (LOGIN,) * 6,
        "post": (LOGIN,) * 6,
    },
    "accounts:second-factor": {"get": STAFFS_PAGE, "post": _inside(NOT_ALLOWED)},
    "accounts:authenticator-app": {"get": STAFFS_PAGE, "post": STAFFS_PAGE},
    "accounts:authenticator-app-removal": {"get": STAFFS_NOT_ALLOWED, "post": STAFFS_PAGE},
    "accounts:passkey": {"get": STAFFS_PAGE, "post": STAFFS_PAGE},
    "accounts:passkey-removal": {"get": STAFFS_NOT_ALLOWED, "post": STAFFS_PAGE},
    "accounts:recovery-codes": {"get": STAFFS_PAGE, "post": STAFFS_BUTTON},
    "accounts:invitation": {"get": _all(PAGE), "post": _all(PAGE)},
    "listings:home": {"get": MEMBERS_PAGE, "post": (LOGIN, NOT_ALLOWED, NOT_ALLOWED, GO, GO, GO)},
    "listings:list": {"get": _inside(PAGE), "post": _inside(NOT_ALLOWED)},
    "listings:new": {"get": MEMBERS_PAGE, "post": MEMBERS_PAGE},
    "listings:rich-text": {
        "get": (NO_LOGIN, NOT_ALLOWED, NOT_ALLOWED, FORBIDDEN, FORBIDDEN, FORBIDDEN),
        "post": (NO_LOGIN, PAGE, PAGE, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    },
    "listings:draft": {
        "get": (LOGIN, MISSING, PAGE, GO, GO, GO),
        "post": (LOGIN, PAGE, OVERTAKEN, GO, GO, GO),
    },
    "listings:draft-deletion": {
        "get": (LOGIN, MISSING, PAGE, GO, GO, GO),
        "post": (LOGIN, GO, GO, GO, GO, GO),
    },
    "listings:guideline": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "listings:mine": {"get": MEMBERS_PAGE, "post": (LOGIN, NOT_ALLOWED, NOT_ALLOWED, GO, GO, GO)},
    "listings:detail": {
        "get": (LOGIN, MISSING, PAGE, PAGE, PAGE, PAGE),
        "post": _inside(NOT_ALLOWED),
    },
    "listings:replacement": {
        "get": (LOGIN, MISSING, PAGE, GO, GO, GO),
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
    "listings:cancellation": {
        "get": (LOGIN, NOT_ALLOWED, NOT_ALLOWED, GO, GO, GO),
        "post": (LOGIN, MISSING, PAGE, GO, GO, GO),
    },
    "console:home": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:operation": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:oversight": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:application-queue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:application-approvals": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:application-denials": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:application": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:application-approval": {"get": DECISION_NOT_ALLOWED, "post": DECISION_ON_NOTHING_READ},
    "console:application-denial": {"get": DECISION_NOT_ALLOWED, "post": DENIAL_WITHOUT_REASON},
    "console:application-reopening": {
        "get": DECISION_NOT_ALLOWED,
        "post": DECISION_ON_NOTHING_READ,
    },
    "console:listing-queue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:listing-approvals": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:listing-denials": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:listing": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:listing-approval": {"get": DECISION_NOT_ALLOWED, "post": DECISION_ON_NOTHING_READ},
    "console:listing-denial": {"get": DECISION_NOT_ALLOWED, "post": DENIAL_WITHOUT_REASON},
    "console:listing-reopening": {"get": DECISION_NOT_ALLOWED, "post": DECISION_ON_NOTHING_READ},
    "console:listing-deletion": {
        "get": (LOGIN, MISSING, MISSING, PAGE, FORBIDDEN, PAGE),
        "post": DENIAL_WITHOUT_REASON,
    },
    "console:member-list": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:member": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:member-history": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:member-suspension": {
        "get": (LOGIN, MISSING, MISSING, PAGE, FORBIDDEN, PAGE),
        "post": (LOGIN, MISSING, MISSING, PAGE, FORBIDDEN, PAGE),
    },
    "console:member-suspension-end": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:member-letter": {
        "get": (LOGIN, MISSING, MISSING, PAGE, FORBIDDEN, PAGE),
        "post": (LOGIN, MISSING, MISSING, PAGE, FORBIDDEN, PAGE),
    },
    "console:member-retirement": {
        "get": (LOGIN, MISSING, MISSING, PAGE, FORBIDDEN, PAGE),
        "post": DENIAL_WITHOUT_REASON,
    },
    "console:business-list": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:business-upload": {"get": ADMINISTRATION_PAGE, "post": ADMINISTRATION_PAGE},
    "console:business-versions": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:business-recall": {"get": ADMINISTRATION_NOT_ALLOWED, "post": ADMINISTRATION},
    "console:business-import": {"get": CONSOLE_PAGE, "post": ADMINISTRATION},
    "console:business-import-comparison": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION,
    },
    "console:business-imports-removal": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION,
    },
    "console:business-import-removal": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION,
    },
    "console:business-import-flaws": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:mail-domain-list": {
        "get": CONSOLE_PAGE,
        "post": (LOGIN, MISSING, MISSING, FORBIDDEN, FORBIDDEN, PAGE),
    },
    "console:mail-domain-removal": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION_PAGE,
    },
    "console:notice-list": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:notice-new": {"get": ADMINISTRATION_PAGE, "post": ADMINISTRATION_PAGE},
    "console:notice": {"get": ADMINISTRATION_PAGE, "post": ADMINISTRATION_PAGE},
    "console:notice-removal": {"get": ADMINISTRATION_NOT_ALLOWED, "post": ADMINISTRATION_PAGE},
    "console:mail-list": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:mail": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:mail-retry": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:mail-resending": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:mail-test": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:mail-release": {"get": DECISION_NOT_ALLOWED, "post": DECISION_PAGE},
    "console:overdue-queue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:overdue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:overdue-contact": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:overdue-deletion": {"get": DECISION_NOT_ALLOWED, "post": DECISION_PAGE},
    "console:password-request-queue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:password-request": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:password-request-approval": {"get": DECISION_NOT_ALLOWED, "post": DECISION_ONCE},
    "console:password-request-denial": {
        "get": DECISION_NOT_ALLOWED,
        "post": DENIAL_WITHOUT_REASON,
    },
    "console:proposal-seconding": {"get": DECISION_NOT_ALLOWED, "post": DECISION_PAGE},
    "console:proposal-rejection": {"get": DECISION_NOT_ALLOWED, "post": DECISION_PAGE},
    "console:proposal-withdrawal": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:retirement-proposal-seconding": {"get": DECISION_NOT_ALLOWED, "post": DECISION_PAGE},
    "console:retirement-proposal-rejection": {"get": DECISION_NOT_ALLOWED, "post": DECISION_PAGE},
    "console:retirement-proposal-withdrawal": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:preset-list": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:preset-new": {"get": DECISION_PAGE, "post": DENIAL_WITHOUT_REASON},
    "console:preset": {"get": DECISION_PAGE, "post": DENIAL_WITHOUT_REASON},
    "console:preset-move": {"get": DECISION_NOT_ALLOWED, "post": DECISION},
    "console:preset-deletion": {"get": DECISION_PAGE, "post": DECISION_PAGE},
    "console:retirement-queue": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:retirement": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:retirement-completion": {"get": DECISION_NOT_ALLOWED, "post": DECISION_PAGE},
    "console:operator-list": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:operator": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:operator-role": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION_INVALID,
    },
    "console:operator-second-factor-reset": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION_PAGE,
    },
    "console:operator-retirement": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION_INVALID,
    },
    "console:invitation-new": {"get": ADMINISTRATION_PAGE, "post": ADMINISTRATION_PAGE},
    "console:invitation-delivery": {"get": ADMINISTRATION_NOT_ALLOWED, "post": ADMINISTRATION},
    "console:invitation-withdrawal": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION_PAGE,
    },
    "console:audit": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:audit-csv": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:audit-jsonl": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:audit-verification": {
        "get": CONSOLE_NOT_ALLOWED,
        "post": (LOGIN, MISSING, MISSING, GO, GO, GO),  # it only reads, as an auditor does
    },
    "console:archive": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:archive-listing": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:neutrality": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:neutrality-csv": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:figures": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:terms": {"get": CONSOLE_PAGE, "post": CONSOLE_NOT_ALLOWED},
    "console:terms-draft": {
        "get": ADMINISTRATION_PAGE,
        "post": (*ADMINISTRATION_PAGE[:-1], INVALID),
    },
    "console:terms-draft-deletion": {
        "get": ADMINISTRATION_NOT_ALLOWED,
        "post": ADMINISTRATION_PAGE,
    },
    "console:terms-preview": {  # of a draft that nobody has begun
        "get": (LOGIN, MISSING, MISSING, GO, GO, GO),
        "post": CONSOLE_NOT_ALLOWED,
    },
    "console:terms-publication": {"get": ADMINISTRATION_NOT_ALLOWED, "post": ADMINISTRATION},
    "console:terms-cancellation": {"get": ADMINISTRATION_NOT_ALLOWED, "post": ADMINISTRATION_PAGE},
    "watch:live": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "watch:ready": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "watch:metrics": {"get": _all(MISSING), "post": _all(NOT_ALLOWED)},  # nobody has its token
    "demo:mail-list": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "demo:mail": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "demo:mail-preview-list": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
    "demo:mail-preview": {"get": _all(PAGE), "post": _all(NOT_ALLOWED)},
}


# Whoever has tried to log in with the right password may have the confirmation sent again.
OF_THE_APPLICANT: dict[tuple[str, str], int | str] = {
    ("accounts:apply-completion", "get"): PAGE,
    ("accounts:apply-delivery", "post"): GO,
}


def expected(name: str, method: str) -> dict[str, int | str]:
    """What each of the ten is to get at that address."""
    answers = dict(zip(PEOPLE, ACCESS[name][method], strict=True))
    applicant = OF_THE_APPLICANT.get((name, method), answers["nobody"])
    shut_out = dict.fromkeys(SHUT_OUT, answers["nobody"]) | {"applicant": applicant}
    return answers | shut_out | {"frozen": answers["member"]}
