"""A line of text in the database, limited by the characters that people see."""

from collections.abc import Callable
from typing import Any

from django.db import models

from dengen.japan.lengths import POINTS_PER_CHARACTER, check_length, check_marks


class LineField(models.CharField):
    """At most `longest` characters as people count them; the column has room for their selectors.

    `check` raises `ValidationError` for what is none of its kind. To migrations it is a
    `CharField`.
    """

    def __init__(
        self,
        *args: Any,
        longest: int = 0,
        check: Callable[[str], None] | None = None,
        **options: Any,
    ) -> None:
        self.longest = longest or options["max_length"] // POINTS_PER_CHARACTER
        self.check_kind = check
        super().__init__(*args, **{"max_length": POINTS_PER_CHARACTER * self.longest} | options)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Return the value, if it isn't too long; raise `ValidationError`."""
        check_length(str(value or ""), self.longest)
        check_marks(str(value or ""))
        if self.check_kind:
            self.check_kind(str(value or ""))
        return super().clean(value, model_instance)

    def deconstruct(self) -> Any:
        """Deconstruct as Django's own: what people see is not the database's business."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
