"""That the board was put back out of a backup."""

from dengen.backup.models.restoration import Restoration

__all__ = ["Restoration"]
