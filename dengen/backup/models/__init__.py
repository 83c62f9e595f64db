"""When a backup was made, that the board was put back out of one, and that it is read-only."""

from dengen.backup.models.last_backup import LastBackup
from dengen.backup.models.read_only_mode import ReadOnlyMode
from dengen.backup.models.restoration import Restoration

__all__ = ["LastBackup", "ReadOnlyMode", "Restoration"]
