"""Names of businesses, compared in three grades: the same, alike, different.

*Same*: one name, typed in two ways: ㈱ for 株式会社 in the same place, spaces, width.
*Alike*: names that two businesses may bear, or one may have been written as by mistake or on
purpose: the legal form elsewhere or another, kana for kana, 力 and カ, old forms of characters,
marks, a branch. Two names are alike when their `alike_name` is equal, so an index finds them; which
of the steps to it makes them equal is what `differences()` tells the reviewer.
"""

import re
import unicodedata
from collections.abc import Callable

import jaconv
import joyokanji
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengen.japan.areas import PREFECTURES
from dengen.japan.legal_forms import ABBREVIATED, ABBREVIATION, FORMS
from dengen.japan.person_names import check_no_pictographs
from dengen.japan.width import fold

FOLDED_NAME_LENGTH = 200  # characters kept: ㌖ alone folds to six
# Of names and companies, beyond the old forms of the 常用漢字 that joyokanji knows.
VARIANTS = str.maketrans("髙﨑𠮷槗濵邉曻德舘嶌邨", "高崎吉橋浜辺昇徳館島村")
LONG_VOWEL = re.compile("(?<=[ァ-ヺ])[-\u2010-\u2015\u2212\u2500\u2501]")  # typed for ー
LOOKALIKES = str.maketrans(
    "力工口二八夕卜一", "カエロニハタトー"
)  # kanji, and the kana they look like
_BRANCH = "(?:支店|支社|支部|支局|営業所|出張所|事業所|事務所|本社|本店|工場)"
_PART = "(?:発電所|センター|部|課|室)"  # of a business whose form stands before
_AREAS = "東北 関東 中部 北陸 関西 中国 四国 九州 東日本 西日本".split()  # noqa: SIM905 - as PREFECTURES
_PLACE = "|".join([*PREFECTURES, *(one[:-1] for one in PREFECTURES[1:]), *_AREAS])
# After the legal form anything may name the branch; else only a place that is known.
AFTER_FORM = re.compile(f"^(.+?(?:{FORMS.pattern})).{{0,20}}(?:{_BRANCH}|{_PART})\\)?$")
AFTER_NAME = re.compile(f"(?<=.)(?:{_PLACE})?{_BRANCH}$")


class Difference(models.TextChoices):
    """What two names that are alike differ in."""

    OLD_FORMS = "old_forms", _("漢字の字体（旧字体など）")
    BRANCH = "branch", _("支店などの名称の有無")
    FORM = "form", _("会社の種類（株式会社など）またはその位置")
    MARKS = "marks", _("記号の有無")
    KANA = "kana", _("ひらがな・カタカナ、小書きのかな")
    LOOKALIKES = "lookalikes", _("形の似た文字（力とカなど）")
    SEVERAL = "several", _("表記")


def fold_organization_name(name: str) -> str:
    """Return it without legal form (株式会社, ㈱ …), spaces, width, case: for searches.

    A name that is nothing but a legal form stays as it is.
    """
    folded = _folded(name)
    return (FORMS.sub("", folded) or folded)[:FOLDED_NAME_LENGTH]


def same_name(name: str) -> str:
    """Return what is equal for two ways to type one name."""
    return ABBREVIATION.sub(lambda form: ABBREVIATED[form[0]], _folded(name))[:FOLDED_NAME_LENGTH]


def alike_name(name: str) -> str:
    """Return what is equal for names that may be taken for one another."""
    return _alike(name)


def differences(one: str, other: str) -> list[Difference]:
    """Return what makes two names alike but not the same; empty for any other two."""
    if same_name(one) == same_name(other) or alike_name(one) != alike_name(other):
        return []
    found = [step for step in STEPS if _alike(one, without=step) != _alike(other, without=step)]
    return found or [Difference.SEVERAL]


def is_only_legal_form(name: str) -> bool:
    """Return whether nothing is left of the name without its legal form and marks."""
    return not _without_marks(FORMS.sub("", _folded(name)))


def check_business_name(name: str) -> None:
    """Raise `ValidationError` for what is no business's name: a legal form alone, or an emoji."""
    check_no_pictographs(name)
    if name and is_only_legal_form(name):
        raise ValidationError(
            gettext(
                "会社の種類（株式会社など）だけでは登録できません。"
                "「みなと電力株式会社」のように、正式名称を入力してください。"
            ),
            code="only_form",
        )


def _folded(name: str) -> str:
    # NFKC makes bare 株 and 有 of them
    return fold(name.replace("㊑", "(株)").replace("㊒", "(有)")).replace(" ", "")


def _alike(name: str, without: Difference | None = None) -> str:
    text = same_name(name)
    for step, change in STEPS.items():
        if step != without:
            text = change(text) or text
    return text


def _with_new_forms(text: str) -> str:
    return joyokanji.convert(text.translate(VARIANTS))


def _without_branch(text: str) -> str:
    return AFTER_NAME.sub("", AFTER_FORM.sub(r"\1", text))


def _without_form(text: str) -> str:
    return FORMS.sub("", text)


def _with_likely_kana(text: str) -> str:
    return LONG_VOWEL.sub("ー", text).translate(LOOKALIKES)


def _without_marks(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN")


def _in_large_katakana(text: str) -> str:
    return jaconv.enlarge_smallkana(jaconv.hira2kata(text))


STEPS: dict[Difference, Callable[[str], str]] = {
    Difference.OLD_FORMS: _with_new_forms,
    Difference.BRANCH: _without_branch,
    Difference.FORM: _without_form,
    Difference.LOOKALIKES: _with_likely_kana,  # before a dash counts as a mark
    Difference.MARKS: _without_marks,
    Difference.KANA: _in_large_katakana,
}
