"""The chain of seals; the database refuses to change or delete one."""

import django.db.models.deletion
from django.db import migrations, models

from dengen.events.append_only import protect, unprotect
from dengen.events.digests import signature

TABLE = "events_seal"


def vouch_for_all(apps, editor):
    """The events of before get seals of their own, as they are now."""
    Event, Unsealed = apps.get_model("events.Event"), apps.get_model("events.Unsealed")
    events = Event.objects.order_by("pk").iterator(1000)
    notes = (Unsealed(event_id=event.pk, signature=signature(event)) for event in events)
    Unsealed.objects.bulk_create(notes, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("events", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="unsealed",
                        serialize=False,
                        to="events.event",
                    ),
                ),
                ("signature", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="seal",
                        to="events.event",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.RunPython(
            lambda apps, editor: protect(editor.connection, TABLE),
            lambda apps, editor: unprotect(editor.connection, TABLE),
        ),
        migrations.RunPython(vouch_for_all, migrations.RunPython.noop),
    ]
