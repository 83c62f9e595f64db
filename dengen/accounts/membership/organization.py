"""Businesses (事業者): one member ID each (manual §ID情報の登録).

Two names that are the same are one business, unless they come with two different corporate numbers.
"""

from typing import Self, cast

from django.db import models
from django.db.models import Q

from dengen.japan.line_field import LineField
from dengen.japan.organization_names import alike_name, fold_organization_name, same_name


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Finding a business by what identifies it."""

    def same_as(self, name: str, corporate_number: str = "") -> Self:
        """Return those with this corporate number, or the same name unless numbers differ."""
        same = Q(same_name=same_name(name))
        if corporate_number:
            same &= Q(corporate_number__in=["", corporate_number])
            same |= Q(corporate_number=corporate_number)
        return self.filter(same)


class Organization(models.Model):
    """A business that has, or once had, a member. Kept when the member retires."""

    name = LineField(longest=100)
    folded_name = models.CharField(max_length=200, editable=False)  # for searches
    same_name = models.CharField(max_length=200, default="", editable=False)
    alike_name = models.CharField(max_length=200, default="", db_index=True, editable=False)
    corporate_number = models.CharField(max_length=13, blank=True)
    # Its own number, if another business bears the same name with another number.
    namesake_number = models.CharField(max_length=13, default="", editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        indexes = [  # what likely duplicates are found by: flagged.py
            models.Index(
                fields=["corporate_number"],
                condition=Q(corporate_number__gt=""),
                name="organization_number",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["corporate_number"],
                condition=~Q(corporate_number=""),
                name="organization_corporate_number",
            ),
            models.UniqueConstraint(
                fields=["same_name", "namesake_number"], name="organization_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, name: str, corporate_number: str = "") -> Self:
        """Return the business of that number or else of that name, under this name from now on.

        A new one if there is none. A number that is known already stays.
        """
        known = list(cls.objects.same_as(name, corporate_number).select_for_update())
        by_number = [one for one in known if one.corporate_number == corporate_number != ""]
        organization = cast("Self", next(iter(by_number or known), None) or cls())
        organization.corporate_number = organization.corporate_number or corporate_number
        organization.take_name(name)
        organization.save()
        return organization

    def take_name(self, name: str) -> None:
        """Take this name from now on; the caller saves it."""
        self.name = name
        self.folded_name = fold_organization_name(name)
        self.same_name, self.alike_name = same_name(name), alike_name(name)
        namesakes = type(self).objects.filter(same_name=self.same_name).exclude(pk=self.pk)
        self.namesake_number = self.corporate_number if namesakes.exists() else ""
