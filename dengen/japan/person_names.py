"""What stands for a person's name and is none: departments (manual §2.1: 個人名にて登録)."""

import re

# 服部, 阿部, 氷室 are names: 部 and 室 count behind what departments do.
_TASK = (
    "(?:営業|総務|経理|財務|企画|電力|電源|技術|管理|事業|販売|調達|需給|業務|法務|人事|燃料|取引"
    "|統括|推進)"
)
_DEPARTMENT = re.compile(
    f"{_TASK}(?:本部|部門|部|室|局)|[課係]$|グループ$|チーム$|センター$|窓口$|担当者?$|御中$"
    "|支店$|営業所$|会社$"
)


def is_no_person(family_name: str, given_name: str) -> bool:
    """Return whether the two look like a department's name instead of a person's."""
    return bool(_DEPARTMENT.search(family_name) or _DEPARTMENT.search(given_name))
