"""What a title or a mail address gives away; recognized, never shown."""

import re

from dengen.japan.areas import Area

PLACE = "(?:エリア|電力|地方|地域)"
SIDES = {"sell": re.compile("売り|売電|販売|売却|譲渡"), "buy": re.compile("買い|購入|調達|買取")}
SHARED = re.compile(
    "info|contact|power|sales|eigyo|denryoku|dengen|energy|support|toiawase|madoguchi|office|group"
    "|team|dept|center|soudan|trad|chotatsu|market|board|^ml|[-_.]ml$"
)
PERSONAL_NAME = re.compile("[a-z]{2,}[._][a-z]|^[a-z][-._][a-z]{2,}")  # taro.yamada, t-yamada


def areas_named_in(title: str) -> list[Area]:
    """Return the areas that the title names."""
    return [area for area in Area if re.search(f"{area.label}{PLACE}", title)]


def sides_named_in(title: str) -> list[str]:
    """Return whether the title speaks of selling, of buying, or of both."""
    return [side for side, words in SIDES.items() if words.search(title)]


def is_personal(address: str, own: set[str]) -> bool:
    """Return whether the lower-case address looks personal; `own` are the member's own."""
    local = address.partition("@")[0]
    return not SHARED.search(local) and (address in own or bool(PERSONAL_NAME.search(local)))
