"""The board's version, which grows with every event."""

from django.db import migrations, models

from dengen.events.migrations._version_trigger import follow_events, unfollow_events


class Migration(migrations.Migration):
    dependencies = [("events", "0003_seals")]

    operations = [
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(
            lambda apps, editor: follow_events(editor.connection),
            lambda apps, editor: unfollow_events(editor.connection),
        ),
    ]
