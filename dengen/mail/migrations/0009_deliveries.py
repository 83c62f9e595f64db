"""Each address of a mail is a delivery of its own. The worker makes those of mails that wait."""

import dengen.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0008_seal_secrets'),
    ]

    operations = [
        migrations.AddField(
            model_name='mailserver',
            name='unanswered_since',
            field=models.DateTimeField(null=True),
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
    ]
