"""What every verb needs: the locked row, and the two ways in which a step can be refused."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _


class StepNotAllowed(Exception):
    """The thing's present state doesn't allow this step; `str()` of it says why, for the screen."""


class Overtaken(StepNotAllowed):
    """Somebody else took a step since this person read the thing; nothing was changed."""


def lock(row: models.Model) -> None:
    """Read the row afresh and hold it until the transaction ends, so that steps queue up.

    A key is never changed, so others may refer to the row meanwhile: an event names its actor, and
    a mail its reader, without waiting for a step of that person, which may wait for theirs.
    Raise `Overtaken` if the row is gone.
    """
    try:
        row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update(no_key=True))
    except ObjectDoesNotExist as error:
        raise Overtaken(
            _("すでに終了または削除されているため、この操作は行われませんでした。")
        ) from error
