"""The form field of ⑤: a plain textarea that becomes an editor where JavaScript runs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from dengen.listings.rich_text import (
    MAX_LENGTH,
    MAX_SOURCE_LENGTH,
    SIZES,
    TooMuch,
    clean_rich_text,
)
from dengen.ui.fields import ShownAgain
from dengen.ui.static_files import Preload

EDITOR = "django_prose_editor/editor.js"
PARTS = ("bar", "link", "paste")  # of the board's own script, which imports them


class RichTextWidget(forms.Textarea):
    """The textarea, its toolbar (hidden until the script shows it) and the link's dialog."""

    template_name = "listings/widgets/rich_text.html"

    class Media:
        css = {"all": ["listings/css/editor.css"]}
        js = [
            *map(Preload, [EDITOR, *(f"listings/js/rich_text_{part}.js" for part in PARTS)]),
            forms.Script("listings/js/rich_text.js", type="module"),
        ]

    def use_required_attribute(self, _initial: object) -> bool:
        """Return False: a browser can't point at a textarea that the editor stands in for."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        """Return what the template shows; the editor's script is named under its hashed address."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-rich-text": static(EDITOR),
            "data-max-length": MAX_LENGTH,
            "data-reader": reverse("listings:rich-text"),
            "data-table": _("表は文字に変わりました。ご確認ください。"),
            "data-picture": _("図は貼り付けられません。ご確認ください。"),
            "data-unread": _("書式を読み取れなかったため、文字だけを貼り付けました。"),
        }
        context |= {"sizes": SIZES, "limit": f"{MAX_LENGTH:,}"}
        return context


class RichTextField(ShownAgain, forms.CharField):
    """Cleans to safe HTML; refuses what shows more than `MAX_LENGTH` characters."""

    widget = RichTextWidget
    shown_limit = MAX_SOURCE_LENGTH

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def clean(self, value: Any) -> str:
        """Take HTML or plain text; raise `ValidationError` when it is too long."""
        try:
            html = clean_rich_text(super().clean(value))
        except TooMuch as refusal:
            raise ValidationError(str(refusal), code="max_length") from None
        if self.required and not html:
            raise ValidationError(self.error_messages["required"], code="required")
        return html
