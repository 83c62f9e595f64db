"""From here on the database itself refuses to change or delete a decision."""

from django.db import migrations

from dengen.events.append_only import protect, unprotect

TABLE = "listings_decision"


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_listings")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protect(editor.connection, TABLE),
            lambda apps, editor: unprotect(editor.connection, TABLE),
        )
    ]
