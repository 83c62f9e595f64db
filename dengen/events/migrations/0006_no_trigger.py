"""The trigger goes that made a new version of everything: verbs write versions themselves."""

from django.db import migrations

from dengen.events.migrations._version_trigger import follow_events, unfollow_events


class Migration(migrations.Migration):
    dependencies = [("events", "0005_private_particulars")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: unfollow_events(editor.connection),
            lambda apps, editor: follow_events(editor.connection),
        ),
    ]
