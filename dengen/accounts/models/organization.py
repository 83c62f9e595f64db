"""Businesses (事業者): one member ID each (manual §ID情報の登録)."""

from typing import Self

from django.db import models
from django.db.models import Q

from dengen.japan.line_field import LineField
from dengen.japan.organization_names import fold_organization_name


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Finding a business by what identifies it."""

    def same_as(self, name: str, corporate_number: str = "") -> Self:
        """Those with this corporate number, or this name once its form and width are folded."""
        same = Q(folded_name=fold_organization_name(name))
        if corporate_number:
            same |= Q(corporate_number=corporate_number)
        return self.filter(same)


class Organization(models.Model):
    """A business that has, or once had, a member. Kept when the member retires."""

    name = LineField(longest=100)
    folded_name = models.CharField(max_length=200, unique=True, editable=False)
    corporate_number = models.CharField(max_length=13, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["corporate_number"],
                condition=~Q(corporate_number=""),
                name="organization_corporate_number",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, name: str, corporate_number: str = "") -> Self:
        """The business of that number or else of that name, under this name from now on.

        A new one if there is none. A number that is known already stays.
        """
        known = list(cls.objects.same_as(name, corporate_number).select_for_update())
        by_number = [one for one in known if one.corporate_number == corporate_number != ""]
        organization = next(iter(by_number or known), None)
        if organization is None:
            return cls.objects.create(
                name=name,
                folded_name=fold_organization_name(name),
                corporate_number=corporate_number,
            )
        organization.name = name
        if len(known) == 1:  # else another business has the folded name
            organization.folded_name = fold_organization_name(name)
        organization.corporate_number = organization.corporate_number or corporate_number
        organization.save()
        return organization
