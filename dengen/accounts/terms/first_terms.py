"""The terms that a new board begins with: version-1.txt, with the board's own names in it."""

from pathlib import Path
from string import Template

from django.conf import settings
from django.db import connection

from dengen.accounts.terms.terms import Terms

TEXT = Path(__file__).with_name("version-1.txt")


def publish_first_terms(**signal: object) -> None:
    """Publish version 1 unless there are terms; run after every migration."""
    has_table = Terms._meta.db_table in connection.introspection.table_names()
    if not has_table or Terms.objects.exists():
        return
    names = {"board": settings.BOARD_NAME, "operator": settings.OPERATOR_NAME}
    Terms.objects.create(version=1, text=Template(TEXT.read_text("utf-8")).substitute(names))
