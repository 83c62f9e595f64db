"""Who can log in to a board that `dengen generate` has filled."""

from dengen.accounts.membership.role import Role

PASSWORD = "dengen-bulk-1"
# The roles; those who decide come first.
STAFF = [Role.REVIEWER, Role.REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR]


def login_name(number: int) -> str:
    """Return the login ID of that member, from 0."""
    return f"Kaiin{number + 1:06}"


def staff_login_name(number: int) -> str:
    """Return the login ID of that colleague, from 0."""
    return f"Shokuin{number + 1:02}"
