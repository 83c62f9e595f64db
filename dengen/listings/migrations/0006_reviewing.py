"""Remarks on fields, what a listing resubmits, presets of reasons, proposals."""

import dengen.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from dengen.events.append_only import protect, unprotect

TABLE = "listings_decision"


def lift(apps, editor):
    """SQLite writes the table anew for a new column, which the triggers would refuse."""
    unprotect(editor.connection, TABLE)


def guard(apps, editor):
    """As before."""
    protect(editor.connection, TABLE)


class Migration(migrations.Migration):

    dependencies = [
        ('listings', '0005_endings_and_drafts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReasonPreset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('desk', models.CharField(choices=[('application', '利用申込'), ('listing', '掲載情報')], max_length=12, verbose_name='使う審査')),
                ('field', models.CharField(blank=True, max_length=40, verbose_name='項目')),
                ('label', models.CharField(max_length=40, verbose_name='見出し')),
                ('text', models.CharField(max_length=300, verbose_name='文面')),
                ('position', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(lift, guard),
        migrations.AddField(
            model_name='decision',
            name='remarks',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.RunPython(guard, lift),
        migrations.AddField(
            model_name='listing',
            name='resubmits',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resubmissions', to='listings.listing'),
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('denial', '承認の取り消し（否認）'), ('deletion', '削除')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('remarks', models.JSONField(blank=True, default=dict)),
                ('revision', models.PositiveIntegerField()),
                ('proposed_at', models.DateTimeField(default=dengen.clock.now)),
                ('ending', models.CharField(blank=True, choices=[('seconded', '実行'), ('rejected', '却下'), ('cancelled', '取り下げ'), ('lapsed', '失効')], max_length=10)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='listings.listing')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('listing',), name='proposal_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ending', '')), models.Q(('ended_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='proposal_end_is_complete'), models.CheckConstraint(condition=models.Q(('ended_by', models.F('proposed_by')), ('ending', 'seconded'), _negated=True), name='proposal_seconded_by_another')],
            },
        ),
    ]
