"""Why something is denied: a general reason, remarks on single fields, or both (manual §3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengen.japan.lengths import is_longer, too_long
from dengen.japan.width import clean_text

REASON_LENGTH = 2000
REMARK_LENGTH = 300
REMARK = "remark_"  # before a field's name: where an error in the remark on it belongs
REASON_MISSING = gettext_lazy(
    "否認理由か、項目ごとの指摘を入力してください。申込者・掲載者にそのまま通知されます。"
)


@dataclass(frozen=True)
class DenialReason:
    """`text` is what the person reads; `remarks` are by field what of it concerns that field."""

    text: str
    remarks: dict[str, str]


def clean_denial(
    reason: str, remarks: Mapping[str, str] | None, labels: Mapping[str, str]
) -> DenialReason:
    """Return the reason as it may be kept; `labels` names the fields that may be remarked on.

    Raise `ValidationError` by field if there is neither a reason nor a remark, if one is too long,
    or if a remark is on an unknown field.
    """
    given = {name: clean_text(text) for name, text in (remarks or {}).items()}
    if not given.keys() <= labels.keys():
        raise ValidationError(_("この項目には指摘を付けられません。"))
    kept = {name: given[name] for name in labels if given.get(name)}
    reason = clean_text(reason)
    errors = {
        REMARK + name: too_long(REMARK_LENGTH)
        for name in kept
        if is_longer(kept[name], REMARK_LENGTH)
    }
    if is_longer(reason, REASON_LENGTH):
        errors["reason"] = too_long(REASON_LENGTH)
    if not reason and not kept:
        errors["reason"] = str(REASON_MISSING)
    if errors:
        raise ValidationError(errors)
    return DenialReason(_compose(reason, kept, labels), kept)


def _compose(reason: str, remarks: dict[str, str], labels: Mapping[str, str]) -> str:
    lines = [
        _("%(label)s：%(remark)s") % {"label": labels[name], "remark": remark}
        for name, remark in remarks.items()
    ]
    return "\n\n".join(part for part in (reason, "\n".join(lines)) if part)
