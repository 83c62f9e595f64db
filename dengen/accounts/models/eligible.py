"""利用資格 (manual ■利用申込について (1) ａ): the list of businesses that may use the board."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengen.japan.organization_names import fold_organization_name

if TYPE_CHECKING:
    from dengen.accounts.models.application import Application


class Eligibility(models.TextChoices):
    """What the list says about a business."""

    LISTED = "listed", _("名簿にあり")
    NOT_LISTED = "not_listed", _("名簿になし")
    NO_LIST = "no_list", _("名簿未登録")


class EligibleBusinessQuerySet(models.QuerySet["EligibleBusiness"]):
    """Scopes of the list."""

    def current(self) -> Self:
        """Those of the list that counts; one that is being taken over does not count yet."""
        return self.filter(source__is_current=True)

    def of(self, name: str, corporate_number: str = "") -> Self:
        """The entries with this corporate number, or with this name once it is folded."""
        same = Q(folded_name=fold_organization_name(name))
        if corporate_number:
            same |= Q(corporate_number=corporate_number)
        return self.filter(same)

    def matching(self, text: str) -> Self:
        """Those whose name or number contains the text; all if it is empty."""
        folded = fold_organization_name(text) or text
        return self.filter(Q(folded_name__contains=folded) | Q(corporate_number__contains=text))


class EligibleBusiness(models.Model):
    """One business of the list."""

    name = models.CharField(_("事業者名"), max_length=100)
    folded_name = models.CharField(max_length=200, db_index=True, editable=False)
    source = models.ForeignKey("accounts.BusinessImport", models.CASCADE, related_name="businesses")
    corporate_number = models.CharField(_("法人番号"), max_length=13, blank=True, db_index=True)

    objects = EligibleBusinessQuerySet.as_manager()

    class Meta:
        ordering = ["folded_name", "pk"]
        verbose_name_plural = "eligible businesses"

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What makes two entries one: the number if there is one, else the folded name."""
        return self.corporate_number or self.folded_name


def eligibility(name: str, corporate_number: str = "") -> Eligibility:
    """Whether the business stands in the list; a board without a list says so."""
    current = EligibleBusiness.objects.current()
    if current.of(name, corporate_number).exists():
        return Eligibility.LISTED
    return Eligibility.NOT_LISTED if current.exists() else Eligibility.NO_LIST


def eligibilities(applications: Iterable["Application"]) -> dict[int, Eligibility]:
    """The same for each application, by primary key, with two queries for all."""
    all_of_them = list(applications)
    current = EligibleBusiness.objects.current()
    if not current.exists():
        return {one.pk: Eligibility.NO_LIST for one in all_of_them}
    names = {one.folded_organization for one in all_of_them}
    numbers = {one.corporate_number for one in all_of_them if one.corporate_number}
    alike = current.filter(Q(folded_name__in=names) | Q(corporate_number__in=numbers))
    known = {word for pair in alike.values_list("folded_name", "corporate_number") for word in pair}
    known.discard("")
    return {
        one.pk: Eligibility.LISTED
        if {one.folded_organization, one.corporate_number} & known
        else Eligibility.NOT_LISTED
        for one in all_of_them
    }
