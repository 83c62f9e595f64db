"""住所自動入力 (manual §2.1): the towns of a postal code, from the bundled national table."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Self

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dengen.japan.models import PostalCode
from dengen.japan.streets import has_number
from dengen.ui.in_json import in_json

LONGEST_TYPED = 300


@dataclass(frozen=True)
class Place:
    """What 都道府県 and 市区町村・番地 become with one town, and what to say about it."""

    label: str
    prefecture: str
    street: str
    told: str

    @classmethod
    def of(cls, town: PostalCode, typed: str) -> Self:
        """Return the town with the house number that was typed; nothing typed is lost."""
        street = town.street_with(typed)
        if street is None:
            told = _(
                "都道府県を入力しました。市区町村・番地には入力済みの内容を残しています。"
                "この郵便番号の住所は「%(town)s」です。必要に応じて修正してください。"
            ) % {"town": town}
        elif has_number(street.removeprefix(town.street)):
            told = _("住所を入力しました。入力済みの番地は残しています。ご確認ください。")
        else:
            told = _("住所を入力しました。続きの番地を入力してください。")
        return cls(str(town), town.prefecture, typed if street is None else street, told)


@in_json
@login_not_required
@require_POST
def address(request: HttpRequest) -> JsonResponse:
    """Return the places of `postal_code`, with what `street` has of them; there may be none.

    `is_of_another` says that the street belongs to another code and holds no house number to lose.
    """
    typed = request.POST.get("street", "")[:LONGEST_TYPED]
    towns = list(PostalCode.objects.of(request.POST.get("postal_code", "")))
    places = [asdict(Place.of(town, typed)) for town in towns]
    return JsonResponse({"places": places, "is_of_another": _is_of_another(typed, towns)})


def with_address(
    request: HttpRequest, not_kept: Collection[str]
) -> tuple[dict[str, str], list[PostalCode], str]:
    """Return what was typed, the towns to choose from, and what to say, for want of scripts.

    If there is just one town, its address is filled in.
    """
    typed = {
        name: str(text)[:LONGEST_TYPED]
        for name, text in request.POST.items()
        if name not in not_kept
    }
    towns = list(PostalCode.objects.of(typed.get("postal_code", "")))
    towns = [town for town in towns if str(town.pk) == request.POST.get("town")] or towns
    street = typed.get("street", "")
    if not towns:
        return typed, [], _not_found()
    if len(towns) == 1:
        place = Place.of(towns[0], street)
        typed |= {"prefecture": place.prefecture, "street": place.street}
        return typed, [], place.told
    # What stood there for another code, until one of several is chosen.
    if not any(town.prefecture == typed.get("prefecture") for town in towns):
        typed["prefecture"] = ""
    if _is_of_another(street, towns):
        typed["street"] = ""
    told = _("この郵便番号には複数の住所があります。該当するものを選んでください。")
    return typed, towns, told


def _is_of_another(street: str, towns: list[PostalCode]) -> bool:
    return not has_number(street) and not any(town.has(street) for town in towns)


def _not_found() -> str:
    return _(
        "この郵便番号の住所が見つかりません。番号をご確認いただくか、住所を直接入力してください。"
    )
