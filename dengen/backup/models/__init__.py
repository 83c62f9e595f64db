"""When a backup was made, and that the board was put back out of one."""

from dengen.backup.models.last_backup import LastBackup
from dengen.backup.models.restoration import Restoration

__all__ = ["LastBackup", "Restoration"]
