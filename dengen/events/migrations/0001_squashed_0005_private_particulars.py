"""What the migrations that it replaces make of an empty database."""

import dengen.clock
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from dengen.database.creating import CreateModels
from dengen.events.append_only import protect, unprotect
from dengen.events.migrations._version_trigger import follow_events, unfollow_events

PROTECTED = ("events_event", "events_seal")


def protect_all(apps, editor):
    for table in PROTECTED:
        protect(editor.connection, table)


def unprotect_all(apps, editor):
    for table in PROTECTED:
        unprotect(editor.connection, table)


class Migration(migrations.Migration):
    replaces = [
        ('events', '0001_trail'),
        ('events', '0002_append_only'),
        ('events', '0003_seals'),
        ('events', '0004_version'),
        ('events', '0005_private_particulars'),
    ]
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(db_index=True, max_length=60)),
                    ('subject_type', models.CharField(max_length=60)),
                    ('subject_id', models.BigIntegerField()),
                    ('particulars', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('channel', models.CharField(max_length=20)),
                    ('address', models.CharField(blank=True, max_length=45)),
                    ('request_id', models.CharField(blank=True, max_length=40)),
                    ('occurred_at', models.DateTimeField(db_index=True, default=dengen.clock.now)),
                    ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events_done', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='event_subject')],
                },
            ),
            migrations.CreateModel(
                name='Version',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.BigIntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name='Unsealed',
                fields=[
                    ('event', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='unsealed', serialize=False, to='events.event')),
                    ('signature', models.CharField(max_length=64)),
                ],
            ),
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('digest', models.CharField(max_length=64)),
                    ('event', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='seal', to='events.event')),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='PrivateParticulars',
                fields=[
                    ('event', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='private', serialize=False, to='events.event')),
                    ('values', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('salt', models.CharField(max_length=32)),
                ],
            ),
        ]),
        migrations.RunPython(protect_all, unprotect_all),
        migrations.RunPython(
            lambda apps, editor: follow_events(editor.connection),
            lambda apps, editor: unfollow_events(editor.connection),
        ),
    ]
