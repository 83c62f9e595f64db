"""What forms say where a field has no words of its own: the board's, not the framework's.

Django's Japanese speaks of フィールド and 候補, repeats what a page that is out of date has sent,
and says of a character that nobody sees 「何か文字を入力してください」. A field takes its words
when its form is loaded: this is loaded before, with the app's configuration.
"""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

CHOICE = {
    "required": _("選んでください。"),
    "invalid_choice": _("一覧にあるものから選んでください。"),
}
FILE = {
    "invalid": _("ファイルを受け取れませんでした。もう一度選んでください。"),
    "missing": _("ファイルを受け取れませんでした。もう一度選んでください。"),
    "contradiction": _("ファイルを受け取れませんでした。もう一度選んでください。"),
}

forms.Field.default_error_messages["required"] = _("入力してください。")
for kind in (forms.ChoiceField, forms.ModelChoiceField):
    kind.default_error_messages |= CHOICE
forms.FileField.default_error_messages |= FILE
ProhibitNullCharactersValidator.message = _("使えない文字（NUL）が含まれています。")
