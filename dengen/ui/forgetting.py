"""A form that shows again what was typed, except what it was told to forget."""

from django import forms


class ForgettingForm(forms.Form):
    """Mixin of forms with something that has to be entered anew."""

    def forget(self, name: str) -> None:
        """Forget what was entered in that field: it is not shown again."""
        if self.is_bound:
            self.data = {key: text for key, text in self.data.items() if key != name}
        self.initial = {key: value for key, value in self.initial.items() if key != name}
