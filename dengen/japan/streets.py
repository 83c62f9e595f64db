"""市区町村・番地: where the town ends in it, and whether there is a house number."""

import re

from dengen.japan.width import fold

HOUSE_NUMBER = re.compile(r"\d|[〇一二三四五六七八九十百千]+(?:丁目|番地|番(?!町)|号)|無番地")


def has_number(street: str) -> bool:
    """Return whether a house number stands in it, in digits of any width or in kanji."""
    return HOUSE_NUMBER.search(street) is not None


def behind_town(typed: str, city: str, town: str) -> str | None:
    """Return what was typed behind the town, as it was typed; None where that can't be told.

    The city may be left out, or a part of it; the town too, where a number follows.
    """
    cities = [fold(part) for part in _parts(city)]
    towns = {part + fold(town) for part in cities if part or town}
    for end in range(len(typed), -1, -1):
        head, rest = fold(typed[:end]), typed[end:]
        if head in towns or (head in cities and (not rest or HOUSE_NUMBER.match(rest))):
            return rest
    return None


def _parts(city: str) -> list[str]:
    """新潟市中央区 is also written 新潟市, 中央区, or not at all."""
    cuts = [0, *(found.end() for found in re.finditer("[市区郡町村]", city)), len(city)]
    return [*(city[cut:] for cut in cuts), *(city[:cut] for cut in cuts)]
