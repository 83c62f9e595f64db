"""What the demo adds to pages of the board."""

from django import template

from dengen.demo.cast import LOGINS

register = template.Library()


@register.simple_tag
def demo_logins() -> list[tuple[str, str, str]]:
    """Return whom one may log in as: role, login ID and password."""
    return [(role.strip(), login_id, password) for role, login_id, password in LOGINS]
