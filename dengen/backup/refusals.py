"""Why a backup can't be made or put back: one sentence or two for the person at the keyboard."""


class BackupRefused(Exception):
    """Nothing was changed; `str()` of it says why, and what to do."""
