"""What stands in the place of a name and is none (manual §2.1: 個人名にて登録).

Departments are told to the reviewer; emoji and marks alone are refused.
"""

import re
import unicodedata

import regex
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

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


# ㈱ is none of these, nor is any character of a name.
PICTOGRAPHS = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]")


def check_no_pictographs(text: str) -> None:
    """Raise `ValidationError` if there is an emoji or the like in it."""
    if found := "".join(dict.fromkeys(PICTOGRAPHS.findall(text))):
        raise ValidationError(
            _("絵文字や記号（%(signs)s）は使えません。文字で入力してください。") % {"signs": found},
            code="pictographs",
        )


def check_name(text: str) -> None:
    """Raise `ValidationError` for what is no name: with an emoji, or without a single letter."""
    check_no_pictographs(text)
    if text and not any(unicodedata.category(character)[0] == "L" for character in text):
        raise ValidationError(_("記号や数字だけの名前は登録できません。"), code="no_letter")
