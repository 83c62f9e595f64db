"""How forms become HTML: the project's templates first, Django's for the widgets."""

from django.forms.renderers import TemplatesSetting


class DengenRenderer(TemplatesSetting):
    """`{{ form.name.as_field_group }}` gives label, hint, input and errors, tied together."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
