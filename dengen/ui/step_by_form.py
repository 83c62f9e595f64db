"""A step that is taken with what somebody typed into a form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dengen.events.steps import StepNotAllowed


def is_taken(form: forms.BaseForm, step: Callable[..., Any], **values: Any) -> bool:
    """Return whether the step was taken; if not, the form says why."""
    try:
        step(**values)
    except ValidationError as error:
        form.add_error(None, error)
    except StepNotAllowed as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False
