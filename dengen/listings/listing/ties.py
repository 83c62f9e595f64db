"""What ties a new listing to an earlier one of the same owner, and what cuts the tie."""

from django.core.exceptions import ValidationError

TIES = ("replaces", "resubmits")
TIE_CUT = "tie_cut"  # the code of an error that goes away once the tie is let go of


def cut(tie: str, text: str) -> ValidationError:
    """Return the error on this field that says why the earlier listing can't be followed."""
    return ValidationError({tie: ValidationError(text, code=TIE_CUT)})
