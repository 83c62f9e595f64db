"""When the last backup was made: whoever watches the board must hear when there are none."""

from datetime import datetime

from django.db import connection, models

from dengen.japan.moments import in_tokyo


class LastBackup(models.Model):
    """One row, once a backup was made and copied off. No event: it is no step of anybody."""

    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"last backup {in_tokyo(self.made_at)}"

    @classmethod
    def note(cls, made_at: datetime) -> None:
        """Note that the backup was made and copied off.

        Do nothing before an upgrade has made the table.
        """
        if cls._meta.db_table not in connection.introspection.table_names():
            return
        cls.objects.update_or_create(pk=1, defaults={"made_at": made_at})

    @classmethod
    def moment(cls) -> datetime | None:
        """Return which moment of the board the last backup holds; None if there was none."""
        return cls.objects.values_list("made_at", flat=True).first()
