"""利用資格 (manual ■利用申込について (1) ａ): the list of businesses that may use the board."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from dengen.japan.line_field import LineField
from dengen.japan.organization_names import alike_name, fold_organization_name, same_name

if TYPE_CHECKING:
    from dengen.accounts.applications.application.application import Application
    from dengen.accounts.applications.business_list.business_import import BusinessImport


class Eligibility(models.TextChoices):
    """What the list says about a business."""

    LISTED = "listed", _("名簿にあり")
    ALIKE = "alike", _("名簿に似た名称あり")
    NOT_LISTED = "not_listed", _("名簿になし")
    NO_LIST = "no_list", _("名簿未登録")


class EligibleBusinessQuerySet(models.QuerySet["EligibleBusiness"]):
    """Scopes of the list."""

    def current(self) -> Self:
        """Return those of the list that counts; one that is being taken over does not count yet."""
        return self.filter(source__is_current=True)

    def of(self, name: str, corporate_number: str = "") -> Self:
        """Return entries with this corporate number, or the same name unless numbers differ."""
        same = Q(same_name=same_name(name))
        if corporate_number:
            same &= Q(corporate_number__in=["", corporate_number])
            same |= Q(corporate_number=corporate_number)
        return self.filter(same)

    def added(self) -> Self:
        """Return those of a compared list that the list before did not have."""
        return self.filter(before=None)

    def changed(self) -> Self:
        """Return those whose name or number differs from the list before."""
        is_same = Q(name=F("before__name"), corporate_number=F("before__corporate_number"))
        return self.exclude(before=None).exclude(is_same).select_related("before")

    def missing_in(self, later: "BusinessImport") -> Self:
        """Return those that the later list does not have any more."""
        return self.filter(~Exists(later.businesses.filter(before=OuterRef("pk"))))

    def matching(self, text: str) -> Self:
        """Return those whose name or number contains the text; all if it is empty."""
        folded = fold_organization_name(text) or text
        return self.filter(Q(folded_name__contains=folded) | Q(corporate_number__contains=text))


class EligibleBusiness(models.Model):
    """One business of the list."""

    name = LineField(_("事業者名"), longest=100)
    folded_name = models.CharField(max_length=200, db_index=True, editable=False)  # for searches
    same_name = models.CharField(max_length=200, db_default="", db_index=True, editable=False)
    alike_name = models.CharField(max_length=200, db_default="", db_index=True, editable=False)
    source = models.ForeignKey("accounts.BusinessImport", models.CASCADE, related_name="businesses")
    corporate_number = models.CharField(_("法人番号"), max_length=13, blank=True, db_index=True)
    # Which one of the list before it was. That list may be gone by now.
    before = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )

    objects = EligibleBusinessQuerySet.as_manager()

    class Meta:
        ordering = ["folded_name", "pk"]
        verbose_name_plural = "eligible businesses"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named(cls, name: str, corporate_number: str, **rest: Any) -> Self:
        """Return a business of that name, not saved."""
        return cls(
            name=name,
            folded_name=fold_organization_name(name),
            same_name=same_name(name),
            alike_name=alike_name(name),
            corporate_number=corporate_number,
            **rest,
        )


def eligibility(name: str, corporate_number: str = "") -> Eligibility:
    """Return whether the business stands in the list; a board without a list says so."""
    current = EligibleBusiness.objects.current()
    if current.of(name, corporate_number).exists():
        return Eligibility.LISTED
    if current.filter(alike_name=alike_name(name)).exists():
        return Eligibility.ALIKE
    return Eligibility.NOT_LISTED if current.exists() else Eligibility.NO_LIST


def eligibilities(applications: Iterable["Application"]) -> dict[int, Eligibility]:
    """Return the same for each application, by primary key, with two queries for all."""
    all_of_them = list(applications)
    current = EligibleBusiness.objects.current()
    if not current.exists():
        return {one.pk: Eligibility.NO_LIST for one in all_of_them}
    alike = Q(alike_name__in={one.alike_name for one in all_of_them})
    numbers = {one.corporate_number for one in all_of_them if one.corporate_number}
    found = current.filter(alike | Q(corporate_number__in=numbers))
    rows = list(found.values_list("same_name", "alike_name", "corporate_number"))
    names: dict[str, set[str]] = defaultdict(set)
    for same, _alike, number in rows:
        names[same].add(number)
    known = _Known(names, {number for *_names, number in rows}, {alike for _s, alike, _n in rows})
    return {one.pk: known.eligibility(one) for one in all_of_them}


@dataclass(frozen=True)
class _Known:
    """What the list has: by name its numbers, all numbers, what names are alike by."""

    names: dict[str, set[str]]
    numbers: set[str]
    alike: set[str]

    def eligibility(self, one: "Application") -> Eligibility:
        number = one.corporate_number
        namesakes = self.names.get(one.same_name, set())
        if (number and number in self.numbers) or (namesakes and (not number or "" in namesakes)):
            return Eligibility.LISTED
        return Eligibility.ALIKE if one.alike_name in self.alike else Eligibility.NOT_LISTED
