"""The verdict on the trail in the auditor's words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.events.flaw import Flaw

TEXTS_BY_FLAW = {
    "changed": gettext_lazy("%(what)sは、記録された後で書き換えられています。"),
    "missing": gettext_lazy("%(what)sが失われています。"),
    "emptied": gettext_lazy("アカウントがあるのに、記録が1件もありません。すべて消されています。"),
    "inserted": gettext_lazy(
        "%(what)sは、この掲示板が記録したものではないか、封印が失われています。"
    ),
    "reordered": gettext_lazy("%(what)sは、別の記録があった位置に置かれています。"),
    "rewritten": gettext_lazy(
        "入力された封印が見つかりません。正しく入力されている場合は、記録の末尾が失われています。"
    ),
}


def flaw_words(flaw: Flaw) -> str:
    """Return what is wrong, in a sentence."""
    return str(TEXTS_BY_FLAW[flaw.kind]) % {"what": _what(flaw)}


def _what(flaw: Flaw) -> str:
    if flaw.event_id is None:
        return _("封印の順で%(number)s番目の記録") % {"number": flaw.number}
    if flaw.number is None:
        return _("記録番号%(id)sの記録") % {"id": flaw.event_id}
    return _("記録番号%(id)s（封印の順で%(number)s番目）の記録") % {
        "id": flaw.event_id,
        "number": flaw.number,
    }
