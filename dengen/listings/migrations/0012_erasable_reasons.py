"""What tells of a person can be erased from a decision; the decision itself can't be changed."""

from django.db import migrations

from dengen.events.append_only import protect

TABLE = "listings_decision"
DECISION = ("id", "listing_id", "outcome", "revision", "decided_by_id", "decided_at")


class Migration(migrations.Migration):
    dependencies = [("listings", "0011_room_for_characters")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protect(editor.connection, TABLE, *DECISION),
            lambda apps, editor: protect(editor.connection, TABLE),
        )
    ]
