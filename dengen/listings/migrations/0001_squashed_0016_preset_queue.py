"""What the migrations that it replaces make of an empty database."""

import dengen.clock
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from dengen.database.creating import CreateModels
from dengen.events.append_only import protect, unprotect
from dengen.listings import search

DECISIONS = "listings_decision"
# What can never be changed; what tells of a person can be erased from the rest.
DECISION = ("id", "listing_id", "outcome", "revision", "decided_by_id", "decided_at")


class Migration(migrations.Migration):
    replaces = [
        ('listings', '0001_listings'),
        ('listings', '0002_append_only_decisions'),
        ('listings', '0003_replacement'),
        ('listings', '0004_complete_listings'),
        ('listings', '0005_endings_and_drafts'),
        ('listings', '0006_reviewing'),
        ('listings', '0007_handed_over_at'),
        ('listings', '0008_search'),
        ('listings', '0009_tally'),
        ('listings', '0010_proposal_steps'),
        ('listings', '0011_room_for_characters'),
        ('listings', '0012_erasable_reasons'),
        ('listings', '0013_titles_without_spaces'),
        ('listings', '0014_revised_presets'),
        ('listings', '0015_declared_items'),
        ('listings', '0016_preset_queue'),
    ]
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Listing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=400)),
                    ('folded_title', models.CharField(editable=False, max_length=400)),
                    ('start_on', models.DateField()),
                    ('end_on', models.DateField(blank=True, null=True)),
                    ('side', models.CharField(choices=[('sell', '売'), ('buy', '買')], max_length=4)),
                    ('organization_name', models.CharField(max_length=400)),
                    ('contact_mail', models.EmailField(blank=True, default='', max_length=254)),
                    ('contact_phone', models.CharField(blank=True, default='', max_length=30)),
                    ('contact_person', models.CharField(max_length=240)),
                    ('area', models.CharField(blank=True, choices=[('hokkaido', '北海道'), ('tohoku', '東北'), ('tokyo', '東京'), ('chubu', '中部'), ('hokuriku', '北陸'), ('kansai', '関西'), ('chugoku', '中国'), ('shikoku', '四国'), ('kyushu', '九州'), ('okinawa', '沖縄')], default='', max_length=10)),
                    ('opening', models.CharField(blank=True, editable=False, max_length=200)),
                    ('submission_key', models.UUIDField(default=uuid.uuid4)),
                    ('status', models.CharField(choices=[('pending', '承認待ち'), ('published', '掲載中'), ('denied', '否認'), ('deleted', '削除済み')], default='pending', max_length=10)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('submitted_at', models.DateTimeField(default=dengen.clock.now)),
                    ('published_at', models.DateTimeField(null=True)),
                    ('deleted_at', models.DateTimeField(null=True)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to=settings.AUTH_USER_MODEL)),
                    ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='listings.listing')),
                    ('announced', models.PositiveSmallIntegerField(choices=[(0, 'None'), (1, 'Fortnight'), (2, 'Eve'), (3, 'Ended')], default=0)),
                    ('contacted_at', models.DateTimeField(null=True)),
                    ('resubmits', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resubmissions', to='listings.listing')),
                    ('handed_over_at', models.DateTimeField(null=True)),
                    ('number', models.BigIntegerField(editable=False, null=True, unique=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('status', 'pending')), fields=['submitted_at'], name='listing_pending'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['area'], name='listing_area_ever'), models.Index(condition=models.Q(('status', 'published')), fields=['announced', 'end_on'], name='listing_ending'), models.Index(condition=models.Q(('status', 'published')), fields=['end_on'], name='listing_over'), models.Index(condition=models.Q(('status', 'published')), fields=['-number'], name='listing_newest'), models.Index(condition=models.Q(('status', 'published')), fields=['area', '-number'], name='listing_newest_in_area'), models.Index(condition=models.Q(('status', 'published')), fields=['start_on'], name='listing_starting')],
                    'constraints': [models.UniqueConstraint(fields=('owner', 'submission_key'), name='listing_handed_in_once'), models.CheckConstraint(condition=models.Q(('end_on', None), ('end_on__gte', models.F('start_on')), _connector='OR'), name='listing_period_order'), models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'published', 'denied', 'deleted'])), name='listing_status'), models.CheckConstraint(condition=models.Q(('side__in', ['sell', 'buy'])), name='listing_side'), models.CheckConstraint(condition=models.Q(models.Q(('contact_mail', ''), _negated=True), models.Q(('contact_phone', ''), _negated=True), _connector='OR'), name='listing_has_contact'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='listing_published_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('deleted_at__isnull', False), ('status', 'deleted')), models.Q(models.Q(('status', 'deleted'), _negated=True), ('deleted_at', None)), _connector='OR'), name='listing_deleted_has_a_time'), models.UniqueConstraint(condition=models.Q(('status', 'pending')), fields=('replaces',), name='listing_one_waiting_replacement'), models.CheckConstraint(condition=models.Q(('area__in', ['', 'hokkaido', 'tohoku', 'tokyo', 'chubu', 'hokuriku', 'kansai', 'chugoku', 'shikoku', 'kyushu', 'okinawa'])), name='listing_area'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('organization_name', ''), _negated=True), models.Q(('contact_person', ''), _negated=True)), name='listing_is_complete'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('number__isnull', False), _connector='OR'), name='listing_published_has_a_number')],
                },
            ),
            migrations.CreateModel(
                name='Draft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField()),
                    ('values', models.JSONField(default=dict)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('saved_at', models.DateTimeField(default=dengen.clock.now)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('owner', 'key'), name='draft_one_a_form')],
                },
            ),
            migrations.CreateModel(
                name='ReasonPreset',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field', models.CharField(blank=True, max_length=40, verbose_name='項目')),
                    ('label', models.CharField(max_length=40, verbose_name='見出し')),
                    ('text', models.CharField(max_length=300, verbose_name='文面')),
                    ('position', models.PositiveIntegerField(default=0)),
                    ('changed_at', models.DateTimeField(blank=True, null=True)),
                    ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('revision', models.PositiveIntegerField(db_default=1, default=1)),
                    ('queue', models.CharField(choices=[('application', '利用申込'), ('listing', '掲載情報')], db_column='desk', max_length=12, verbose_name='使う審査')),
                ],
            ),
            migrations.CreateModel(
                name='Tally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('area', models.CharField(blank=True, max_length=10)),
                    ('side', models.CharField(max_length=4)),
                    ('day', models.DateField(db_index=True)),
                    ('change', models.IntegerField()),
                ],
            ),
            migrations.CreateModel(
                name='ListingBody',
                fields=[
                    ('listing', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='body', serialize=False, to='listings.listing')),
                    ('html', models.TextField(blank=True)),
                ],
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('outcome', models.CharField(choices=[('approved', '承認'), ('denied', '否認')], max_length=10)),
                    ('reason', models.TextField(blank=True, verbose_name='否認理由')),
                    ('revision', models.PositiveIntegerField()),
                    ('decided_at', models.DateTimeField(default=dengen.clock.now)),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('listing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='listings.listing')),
                    ('remarks', models.JSONField(blank=True, default=dict)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('listing', 'revision'), name='decision_one_per_revision'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'approved'), ('reason', '')), models.Q(('outcome', 'denied'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='decision_denial_has_reason')],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(choices=[('denial', '承認の取り消し（否認）'), ('deletion', '削除'), ('retirement', 'IDの削除')], max_length=10)),
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
        ]),
        migrations.RunPython(
            lambda apps, editor: protect(editor.connection, DECISIONS, *DECISION),
            lambda apps, editor: unprotect(editor.connection, DECISIONS),
        ),
        migrations.RunPython(
            lambda apps, editor: search.install(editor.connection, []),
            lambda apps, editor: search.uninstall(editor.connection),
        ),
    ]
