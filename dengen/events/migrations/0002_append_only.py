"""From here on the database itself refuses to change or delete an event."""

from django.db import migrations

from dengen.events.append_only import protect, unprotect

TABLE = "events_event"


class Migration(migrations.Migration):
    dependencies = [("events", "0001_trail")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protect(editor.connection, TABLE),
            lambda apps, editor: unprotect(editor.connection, TABLE),
        )
    ]
