"""What the migrations that it replaces make of an empty database."""

import dengen.clock
import dengen.mail.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from dengen.database.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('mail', '0001_outbox'),
        ('mail', '0002_reader'),
        ('mail', '0003_by_hand'),
        ('mail', '0004_sign_of_life'),
        ('mail', '0005_hold'),
        ('mail', '0006_forgotten'),
        ('mail', '0007_secrets'),
        ('mail', '0008_seal_secrets'),
        ('mail', '0009_deliveries'),
        ('mail', '0010_key_number'),
        ('mail', '0011_about'),
        ('mail', '0012_worker_heartbeat'),
    ]
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(db_index=True, max_length=60)),
                    ('sender', models.CharField(max_length=255)),
                    ('recipients', models.JSONField()),
                    ('subject', models.CharField(max_length=255)),
                    ('body', models.TextField()),
                    ('message_id', models.CharField(default=dengen.mail.models.fields.new_message_id, max_length=255, unique=True)),
                    ('state', models.CharField(choices=[('waiting', '送信待ち'), ('sent', '送信済み'), ('failed', '送信できませんでした')], default='waiting', max_length=10)),
                    ('tries', models.PositiveIntegerField(default=0)),
                    ('last_error', models.TextField(blank=True)),
                    ('created_at', models.DateTimeField(default=dengen.clock.now)),
                    ('next_try_at', models.DateTimeField(default=dengen.clock.now)),
                    ('leased_until', models.DateTimeField(null=True)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('reader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                    ('is_confidential', models.BooleanField(default=False)),
                    ('tried_since', models.DateTimeField(default=dengen.clock.now)),
                    ('is_to_be_forgotten', models.BooleanField(db_default=False, default=False)),
                    ('secrets', models.TextField(blank=True, db_default='')),
                    ('key_number', models.BigIntegerField(null=True)),
                    ('about', models.TextField(blank=True, db_default='')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try_at'], name='message_waiting'), models.Index(condition=models.Q(('key_number__isnull', False)), fields=['key_number'], name='message_of_key')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'failed'])), name='message_state'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='message_sent_has_a_time')],
                },
            ),
            migrations.CreateModel(
                name='MailServer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('failures', models.PositiveIntegerField(default=0)),
                    ('away_since', models.DateTimeField(null=True)),
                    ('next_try_at', models.DateTimeField(default=dengen.clock.now)),
                    ('last_error', models.TextField(blank=True)),
                    ('reached_at', models.DateTimeField(null=True)),
                    ('held_since', models.DateTimeField(null=True)),
                    ('unanswered_since', models.DateTimeField(null=True)),
                ],
            ),
            migrations.CreateModel(
                name='WorkerHeartbeat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('worker', models.CharField(max_length=200, unique=True)),
                    ('began_at', models.DateTimeField(default=dengen.clock.now)),
                    ('seen_at', models.DateTimeField(default=dengen.clock.now)),
                ],
                options={
                    'db_table': 'mail_signoflife',
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('address', models.CharField(max_length=320)),
                    ('state', models.CharField(choices=[('waiting', '送信待ち'), ('sent', '送信済み'), ('failed', '送信できませんでした')], default='waiting', max_length=10)),
                    ('tries', models.PositiveIntegerField(default=0)),
                    ('last_error', models.TextField(blank=True)),
                    ('next_try_at', models.DateTimeField(default=dengen.clock.now)),
                    ('tried_since', models.DateTimeField(default=dengen.clock.now)),
                    ('leased_until', models.DateTimeField(null=True)),
                    ('unanswered_at', models.DateTimeField(null=True)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='mail.message')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try_at'], name='delivery_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('message', 'address'), name='delivery_to_each_address_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'failed'])), name='delivery_state'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='delivery_sent_has_a_time')],
                },
            ),
        ]),
    ]
