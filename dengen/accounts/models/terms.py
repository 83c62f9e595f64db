"""Terms of use (利用規約): versioned; every application records the version it agreed to."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from dengen.japan import clock


class TermsQuerySet(models.QuerySet["Terms"]):
    """Scopes of the terms."""

    def current(self, now=None) -> "Terms | None":
        """The newest version that is in force, if there is any."""
        return self.in_force(now).order_by("-version").first()

    def in_force(self, now=None) -> Self:
        """All versions whose day has come."""
        return self.filter(effective_at__lte=now or clock.now())


class Terms(models.Model):
    """One version of the terms; `text` is plain, headings begin with 第, blank lines part."""

    version = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    effective_at = models.DateTimeField(default=clock.now)

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "terms"

    def __str__(self) -> str:
        return f"terms v{self.version}"


def check_terms(agreed: Terms) -> None:
    """Raises `ValidationError` on `terms` if newer ones are in force by now."""
    if Terms.objects.in_force().filter(version__gt=agreed.version).exists():
        raise ValidationError(
            {"terms": _("利用規約が改定されました。新しい利用規約をお読みください。")}
        )
