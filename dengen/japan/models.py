"""The national postal table, bundled with a library and imported once into our own."""

from typing import Self

from django.db import models

from dengen.japan.streets import behind_town, has_number
from dengen.japan.width import to_half_width


class PostalCodeQuerySet(models.QuerySet["PostalCode"]):
    """Looking up."""

    def of(self, typed: str) -> Self:
        """Return the towns of a code, in any width, with 〒 and hyphen or not; maybe none."""
        digits = "".join(c for c in to_half_width(typed[:40]) if c in "0123456789")
        return self.filter(code=digits)


class PostalCode(models.Model):
    """A town (町域) of a postal code. One code may stand for several, even in two prefectures."""

    code = models.CharField(max_length=7, db_index=True)
    prefecture = models.CharField(max_length=4)
    city = models.CharField(max_length=60)
    town = models.CharField(max_length=120, blank=True)

    objects = PostalCodeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.prefecture}{self.city}{self.town}"

    @property
    def street(self) -> str:
        """City and town, as they begin the line 市区町村・番地."""
        return f"{self.city}{self.town}"

    def has(self, street: str) -> bool:
        """Return whether the street begins with this town, or leaves parts of it out."""
        return self._behind(street) is not None

    def street_with(self, typed: str) -> str | None:
        """Return the street with the house number that was typed behind this or no town.

        None where a number was typed whose town can't be told from this one.
        """
        number = self._behind(typed)
        return None if number is None and has_number(typed) else self.street + (number or "")

    def _behind(self, typed: str) -> str | None:
        return behind_town(typed.strip().removeprefix(self.prefecture), self.city, self.town)


class PostalTable(models.Model):
    """Which release of the table was imported."""

    version = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.version
