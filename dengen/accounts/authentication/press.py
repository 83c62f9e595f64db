"""A press of a button that made something: what comes twice makes it once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from dengen import clock

REMEMBERED = timedelta(days=7)


class Press(models.Model):
    """`key` stands for one form of one page, as it was sent; `made` is what came of it."""

    key = models.CharField(max_length=64, unique=True)
    made_type = models.CharField(max_length=100, blank=True)
    made_id = models.BigIntegerField(null=True)
    pressed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"press {self.pk}"

    @classmethod
    @transaction.atomic
    def once(cls, key: str, step: Callable[[], Any]) -> Any:
        """Take the step unless this press has taken it; return what it made, both times.

        A second request at the same moment waits for the first. If the step raises, the press is
        undone too.
        """
        press, is_first = cls.objects.get_or_create(key=key)
        if not is_first:
            return press.made
        made = step()
        if isinstance(made, models.Model):
            press.made_type, press.made_id = made._meta.label, made.pk
            press.save(update_fields=["made_type", "made_id"])
        return made

    @property
    def made(self) -> Any:
        """What the press made; None if that has no row, or none any more."""
        if not self.made_type:
            return None
        kind = ContentType.objects.get_by_natural_key(*self.made_type.lower().split("."))
        return kind.get_all_objects_for_this_type(pk=self.made_id).first()

    @classmethod
    def clear_old(cls) -> None:
        """Forget those whose pages nobody has open any more."""
        cls.objects.filter(pressed_at__lt=clock.now() - REMEMBERED).delete()
