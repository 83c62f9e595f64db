"""Who can log in to a board that `dengen generate` has filled."""

PASSWORD = "dengen-bulk-1"
STAFF = ["reviewer", "reviewer", "administrator", "auditor"]  # roles; those who decide come first


def login_name(number: int) -> str:
    """Return the login ID of that member, from 0."""
    return f"Kaiin{number + 1:06}"


def staff_login_name(number: int) -> str:
    """Return the login ID of that colleague, from 0."""
    return f"Shokuin{number + 1:02}"
