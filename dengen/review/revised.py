"""What several of the staff may change: nobody overwrites what they haven't read."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from dengen import clock
from dengen.events.steps import Overtaken
from dengen.japan.written_days import long_moment


class Revised(models.Model):
    """Mixin of models with `revision`, `changed_by` and `changed_at`."""

    if TYPE_CHECKING:
        revision: models.PositiveIntegerField[Any, int]
        changed_by: models.ForeignKey[Any, Any]
        changed_at: models.DateTimeField[Any, Any]

    class Meta:
        abstract = True

    def begin_revision(self, *, by: Any, read: int) -> None:
        """Hold the row until the transaction ends, and note who changes it.

        Raise what `lock_as_read` raises.
        """
        self.lock_as_read(read)
        self.revision, self.changed_by, self.changed_at = read + 1, by, clock.now()

    def lock_as_read(self, read: int) -> None:
        """Lock the row until the transaction ends, to change or delete it.

        `read` is the revision that was shown. Raise `Overtaken` if it has changed since, or is
        gone.
        """
        held = type(self)._base_manager.select_for_update().filter(pk=self.pk).first()
        if held is None:
            raise Overtaken(_("すでに削除されているため、まだ反映していません。"))
        if held.revision != read:
            changed = _("お読みになった後で内容が変わったため、まだ反映していません。")
            raise Overtaken(changed + _who(held))


def _who(held: Any) -> str:
    if held.changed_by is None or held.changed_at is None:
        return ""
    told = {"moment": long_moment(held.changed_at), "name": held.changed_by.full_name}
    return _("%(moment)sに%(name)sさんが変更しました。") % told
