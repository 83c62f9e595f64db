"""How accounts are searched for."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Concat

from dengen.accounts.membership.login_id import canonical
from dengen.japan.organization_names import fold_organization_name
from dengen.japan.variants import pattern_of, phone_pattern_of
from dengen.review.generic import Model_co


class SearchableQuerySet(models.QuerySet[Model_co]):
    """What somebody types to find an account."""

    def matching(self, text: str) -> Self:
        """Return those with the text in ID, business, number, name, furigana, mail or phone.

        In any shape of a name: 高橋 finds 髙橋, みなと finds ミナト.
        """
        if not (shape := pattern_of(text)):
            return self
        folded = fold_organization_name(text) or text
        found = (
            Q(login__canonical__contains=canonical(text))
            | Q(organization__folded_name__contains=folded)
            | Q(organization__name__regex=shape)
            | Q(organization__corporate_number__contains=canonical(text))
            | Q(person__regex=shape)
            | Q(kana__regex=shape)
            | Q(email__icontains=text)
            | Q(email2__icontains=text)
        )
        if phone := phone_pattern_of(text):
            for name in ("phone", "mobile", "fax", "work_phone"):
                found |= Q(**{f"{name}__regex": phone})
        people = self.alias(
            person=Concat("family_name", "given_name"), kana=Concat("family_kana", "given_kana")
        )
        return people.filter(found)
