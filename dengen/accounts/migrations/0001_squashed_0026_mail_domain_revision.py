"""What the migrations that it replaces make of an empty database.

But for the table to which 0.1.0 writes while it is being replaced (0010): a new board has no use
for it.
"""

import dengen.accounts.membership.mail_address_change
import dengen.accounts.membership.validators
import dengen.clock
import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models

from dengen.database.creating import CreateModels
from dengen.events.append_only import allow_updates, refuse_updates

TERMS, FROZEN = "accounts_terms", ("version", "text", "effective_at")  # once published


class Migration(migrations.Migration):
    replaces = [
        ('accounts', '0001_accounts'),
        ('accounts', '0002_retirement_requests'),
        ('accounts', '0003_mail_rules'),
        ('accounts', '0004_self_care'),
        ('accounts', '0005_members_and_lists'),
        ('accounts', '0006_denial_remarks'),
        ('accounts', '0007_terms_and_handover'),
        ('accounts', '0008_operators_staff'),
        ('accounts', '0009_address_guards'),
        ('accounts', '0010_limits'),
        ('accounts', '0011_retirement_proposals'),
        ('accounts', '0012_login_tries'),
        ('accounts', '0013_room_for_characters'),
        ('accounts', '0014_one_time_keys'),
        ('accounts', '0015_business_names'),
        ('accounts', '0016_note_business_names'),
        ('accounts', '0017_namesakes'),
        ('accounts', '0018_address_message'),
        ('accounts', '0019_application_addresses'),
        ('accounts', '0020_confirm_addresses'),
        ('accounts', '0021_business_list_versions'),
        ('accounts', '0022_note_business_list'),
        ('accounts', '0023_indexes_without_blanks'),
        ('accounts', '0024_one_press'),
        ('accounts', '0025_kept_answers'),
        ('accounts', '0026_mail_domain_revision'),
    ]
    initial = True
    dependencies = []

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='LoginID',
                fields=[
                    ('canonical', models.CharField(max_length=32, primary_key=True, serialize=False)),
                    ('shown', models.CharField(max_length=32)),
                    ('taken_at', models.DateTimeField(default=dengen.clock.now)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('canonical', django.db.models.functions.text.Lower('shown')), ('canonical__length__gte', 8)), name='login_id_is_canonical')],
                },
            ),
            migrations.CreateModel(
                name='Organization',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=400)),
                    ('folded_name', models.CharField(editable=False, max_length=200)),
                    ('corporate_number', models.CharField(blank=True, max_length=13)),
                    ('alike_name', models.CharField(db_index=True, default='', editable=False, max_length=200)),
                    ('namesake_number', models.CharField(default='', editable=False, max_length=13)),
                    ('same_name', models.CharField(default='', editable=False, max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('corporate_number', ''), _negated=True), fields=('corporate_number',), name='organization_corporate_number'), models.UniqueConstraint(fields=('same_name', 'namesake_number'), name='organization_name')],
                    'indexes': [models.Index(condition=models.Q(('corporate_number__gt', '')), fields=['corporate_number'], name='organization_number')],
                },
            ),
            migrations.CreateModel(
                name='Terms',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(unique=True)),
                    ('text', models.TextField()),
                    ('effective_at', models.DateTimeField(default=dengen.clock.now)),
                    ('published_at', models.DateTimeField(null=True)),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms_published', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                ],
                options={
                    'verbose_name_plural': 'terms',
                    'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__lt', models.F('effective_at')), _connector='OR'), name='terms_withdrawn_in_time')],
                },
            ),
            migrations.CreateModel(
                name='UsedChallenge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('signature', models.CharField(max_length=200, unique=True)),
                    ('used_at', models.DateTimeField(db_index=True, default=dengen.clock.now)),
                ],
            ),
            migrations.CreateModel(
                name='LimitCount',
                fields=[
                    ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=40)),
                    ('count', models.PositiveIntegerField(default=0)),
                    ('ends_at', models.DateTimeField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name='Press',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('made_type', models.CharField(blank=True, max_length=100)),
                    ('made_id', models.BigIntegerField(null=True)),
                    ('pressed_at', models.DateTimeField(default=dengen.clock.now)),
                ],
            ),
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('family_name', models.CharField(max_length=160, verbose_name='姓')),
                    ('given_name', models.CharField(max_length=160, verbose_name='名')),
                    ('family_kana', models.CharField(max_length=160, verbose_name='フリガナ（セイ）')),
                    ('given_kana', models.CharField(max_length=160, verbose_name='フリガナ（メイ）')),
                    ('gender', models.CharField(blank=True, choices=[('male', '男性'), ('female', '女性'), ('other', 'その他')], max_length=10, verbose_name='性別')),
                    ('email', models.EmailField(max_length=254, validators=[dengen.accounts.membership.validators.refuse_free_mail], verbose_name='メールアドレス1')),
                    ('email2', models.EmailField(blank=True, max_length=254, validators=[dengen.accounts.membership.validators.refuse_free_mail], verbose_name='メールアドレス2')),
                    ('postal_code', models.CharField(max_length=7, verbose_name='郵便番号')),
                    ('prefecture', models.CharField(max_length=4, verbose_name='都道府県')),
                    ('street', models.CharField(max_length=800, verbose_name='市区町村・番地')),
                    ('building', models.CharField(blank=True, max_length=400, verbose_name='建物名')),
                    ('phone', models.CharField(max_length=30, verbose_name='電話番号')),
                    ('fax', models.CharField(blank=True, max_length=30, verbose_name='FAX番号')),
                    ('mobile', models.CharField(blank=True, max_length=30, verbose_name='携帯電話')),
                    ('work_address', models.CharField(max_length=1200, verbose_name='勤務先住所')),
                    ('work_phone', models.CharField(blank=True, max_length=30, verbose_name='勤務先電話番号')),
                    ('role', models.CharField(choices=[('member', '一般'), ('reviewer', '審査担当'), ('administrator', '管理者'), ('auditor', '監査担当')], default='member', max_length=20)),
                    ('consented_at', models.DateTimeField(null=True)),
                    ('created_at', models.DateTimeField(default=dengen.clock.now)),
                    ('retired_at', models.DateTimeField(null=True)),
                    ('login', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='account', to='accounts.loginid')),
                    ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='accounts.organization')),
                    ('terms', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.terms')),
                    ('suspended_at', models.DateTimeField(null=True)),
                    ('suspension_reason', models.TextField(blank=True, verbose_name='利用停止の理由')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('retired_at', None)), fields=['phone'], name='account_phone'), models.Index(django.db.models.functions.text.Lower('email2'), condition=models.Q(('email2__gt', ''), ('retired_at', None)), name='account_second_email')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('organization',), name='account_one_active_per_organization'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('retired_at', None)), name='account_one_active_per_email', violation_error_message='このメールアドレスは、他のアカウントで使われています。'), models.CheckConstraint(condition=models.Q(models.Q(('organization__isnull', False), ('role', 'member')), models.Q(('organization', None), ('role__in', ['reviewer', 'administrator', 'auditor'])), _connector='OR'), name='account_role'), models.CheckConstraint(condition=models.Q(models.Q(('suspended_at', None), ('suspension_reason', '')), models.Q(('suspended_at__isnull', False), models.Q(('suspension_reason', ''), _negated=True)), _connector='OR'), name='account_suspension_has_reason')],
                },
            ),
            migrations.CreateModel(
                name='LoginGuard',
                fields=[
                    ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('failures', models.PositiveSmallIntegerField(default=0)),
                    ('frozen_until', models.DateTimeField(null=True)),
                    ('failed_at', models.DateTimeField(db_index=True, default=dengen.clock.now)),
                    ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='guard', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='RetirementRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(blank=True, max_length=1000, verbose_name='理由')),
                    ('submitted_at', models.DateTimeField(default=dengen.clock.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retirement_requests', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account',), name='retirement_one_waiting')],
                },
            ),
            migrations.CreateModel(
                name='Session',
                fields=[
                    ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                    ('session_data', models.TextField(verbose_name='session data')),
                    ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                    ('address', models.CharField(blank=True, max_length=45)),
                    ('browser', models.CharField(blank=True, max_length=300)),
                    ('began_at', models.DateTimeField(default=dengen.clock.now)),
                    ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'session',
                    'verbose_name_plural': 'sessions',
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MailAddressChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field', models.CharField(choices=[('email', '1'), ('email2', '2')], max_length=10)),
                    ('address', models.EmailField(max_length=254)),
                    ('key', models.CharField(default=dengen.accounts.membership.mail_address_change.new_key, max_length=50, unique=True)),
                    ('requested_at', models.DateTimeField(default=dengen.clock.now)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_address_changes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('account', 'field'), name='mail_address_change_one_a_field')],
                },
            ),
            migrations.CreateModel(
                name='PasswordRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('organization_name', models.CharField(max_length=100, verbose_name='事業者名')),
                    ('email', models.CharField(blank=True, max_length=254, verbose_name='メールアドレス')),
                    ('submitted_at', models.DateTimeField(default=dengen.clock.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('key', models.CharField(blank=True, max_length=64)),
                    ('expires_at', models.DateTimeField(null=True)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='password_requests', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account',), name='password_one_waiting'), models.CheckConstraint(condition=models.Q(('key', ''), ('expires_at__isnull', False), _connector='OR'), name='password_key_expires')],
                },
            ),
            migrations.CreateModel(
                name='BusinessImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_name', models.CharField(max_length=200)),
                    ('data', models.BinaryField()),
                    ('replaces_all', models.BooleanField(default=True)),
                    ('state', models.CharField(choices=[('preparing', '比較中'), ('prepared', '確認待ち'), ('running', '比較中'), ('done', '取り込み済み'), ('discarded', '取り消し')], default='prepared', max_length=10)),
                    ('is_current', models.BooleanField(default=False)),
                    ('uploaded_at', models.DateTimeField(default=dengen.clock.now)),
                    ('counts', models.JSONField(default=dict)),
                    ('samples', models.JSONField(default=dict)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('attempt', models.PositiveIntegerField(default=0)),
                    ('progressed_at', models.DateTimeField(null=True)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('base', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.businessimport')),
                    ('compared_at', models.DateTimeField(null=True)),
                    ('put_back', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.businessimport')),
                    ('taken_over_at', models.DateTimeField(null=True)),
                    ('taken_over_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('is_current',), name='import_one_current')],
                },
            ),
            migrations.CreateModel(
                name='MailDomain',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('domain', models.CharField(max_length=253, unique=True, verbose_name='ドメイン')),
                    ('treatment', models.CharField(choices=[('refused', '登録を断る'), ('flagged', '審査で確認する'), ('allowed', '登録を認める')], max_length=10, verbose_name='扱い')),
                    ('changed_at', models.DateTimeField(default=dengen.clock.now)),
                    ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('revision', models.PositiveIntegerField(db_default=1, default=1)),
                ],
                options={
                    'ordering': ['domain'],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=400, verbose_name='件名')),
                    ('text', models.TextField(max_length=5000, verbose_name='本文')),
                    ('start_on', models.DateField(verbose_name='掲示開始日')),
                    ('end_on', models.DateField(blank=True, null=True, verbose_name='掲示終了日')),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('changed_at', models.DateTimeField(default=dengen.clock.now)),
                    ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-start_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('end_on', None), ('end_on__gte', models.F('start_on')), _connector='OR'), name='notice_period_order')],
                },
            ),
            migrations.CreateModel(
                name='Handover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254, validators=[dengen.accounts.membership.validators.refuse_free_mail], verbose_name='後任の方のメールアドレス')),
                    ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('requested_at', models.DateTimeField(default=dengen.clock.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('completed', '完了'), ('cancelled', '取り消し'), ('denied', '否認'), ('retired', '前任のIDの削除'), ('lapsed', '期限切れ')], max_length=10)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account',), name='handover_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('outcome', '')), models.Q(('ended_at__isnull', False), ('outcome__in', ['completed', 'cancelled', 'denied', 'retired', 'lapsed'])), _connector='OR'), name='handover_end_is_complete')],
                },
            ),
            migrations.CreateModel(
                name='TermsDraft',
                fields=[
                    ('number', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('text', models.TextField(blank=True, verbose_name='本文')),
                    ('revision', models.PositiveIntegerField(default=0)),
                    ('edited_at', models.DateTimeField(null=True)),
                    ('edited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms_drafted', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('number', 1)), name='terms_draft_only_one')],
                },
            ),
            migrations.CreateModel(
                name='AuthenticatorApp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sealed_secret', models.CharField(max_length=255)),
                    ('last_step', models.BigIntegerField()),
                    ('added_at', models.DateTimeField(default=dengen.clock.now)),
                    ('used_at', models.DateTimeField(null=True)),
                    ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='authenticator_app', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('login_name', models.CharField(max_length=32, verbose_name='ログインID')),
                    ('name', models.CharField(max_length=160, verbose_name='氏名')),
                    ('email', models.EmailField(max_length=254, validators=[dengen.accounts.membership.validators.refuse_free_mail], verbose_name='メールアドレス')),
                    ('role', models.CharField(choices=[('reviewer', '審査担当'), ('administrator', '管理者'), ('auditor', '監査担当')], max_length=20, verbose_name='役割')),
                    ('sent_at', models.DateTimeField(default=dengen.clock.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                    ('login', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitation', to='accounts.loginid')),
                ],
            ),
            migrations.CreateModel(
                name='Passkey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40)),
                    ('credential_id', models.CharField(max_length=2048, unique=True)),
                    ('credential', models.BinaryField()),
                    ('count', models.BigIntegerField()),
                    ('added_at', models.DateTimeField(default=dengen.clock.now)),
                    ('used_at', models.DateTimeField(null=True)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passkeys', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='RecoveryCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('account', 'digest'), name='recovery_code_once')],
                },
            ),
            migrations.CreateModel(
                name='RetirementProposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(choices=[('denial', '承認の取り消し（否認）'), ('deletion', '削除'), ('retirement', 'IDの削除')], max_length=10)),
                    ('reason', models.TextField(blank=True)),
                    ('proposed_at', models.DateTimeField(default=dengen.clock.now)),
                    ('ending', models.CharField(blank=True, choices=[('seconded', '実行'), ('rejected', '却下'), ('cancelled', '取り下げ'), ('lapsed', '失効')], max_length=10)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to=settings.AUTH_USER_MODEL)),
                    ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('account',), name='retirement_proposal_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ending', '')), models.Q(('ended_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='retirement_proposal_end_is_complete'), models.CheckConstraint(condition=models.Q(('ended_by', models.F('proposed_by')), ('ending', 'seconded'), _negated=True), name='retirement_proposal_seconded_by_another')],
                },
            ),
            migrations.CreateModel(
                name='OneTimeKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=30)),
                    ('slot', models.CharField(max_length=40)),
                    ('hash', models.CharField(max_length=64, unique=True)),
                    ('issued_at', models.DateTimeField(default=dengen.clock.now)),
                    ('expires_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.CharField(blank=True, max_length=60)),
                    ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='keys', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['account'], name='key_of_account')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('kind', 'slot'), name='key_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_by', ''), _negated=True)), _connector='OR'), name='key_end_is_complete')],
                },
            ),
            migrations.CreateModel(
                name='LoginTry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('claimed_at', models.DateTimeField(db_index=True, default=dengen.clock.now)),
                    ('guard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='accounts.loginguard')),
                ],
            ),
            migrations.CreateModel(
                name='KeptAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('subject', models.CharField(db_index=True, max_length=64)),
                    ('kept_at', models.DateTimeField(db_index=True, default=dengen.clock.now)),
                    ('size', models.PositiveIntegerField()),
                    ('sealed', models.BinaryField()),
                    ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='accounts.session')),
                ],
            ),
            migrations.CreateModel(
                name='EligibleBusiness',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=400, verbose_name='事業者名')),
                    ('folded_name', models.CharField(db_index=True, editable=False, max_length=200)),
                    ('corporate_number', models.CharField(blank=True, db_index=True, max_length=13, verbose_name='法人番号')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='businesses', to='accounts.businessimport')),
                    ('alike_name', models.CharField(db_default='', db_index=True, editable=False, max_length=200)),
                    ('before', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.eligiblebusiness')),
                    ('same_name', models.CharField(db_default='', db_index=True, editable=False, max_length=200)),
                ],
                options={
                    'verbose_name_plural': 'eligible businesses',
                    'ordering': ['folded_name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Application',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('family_name', models.CharField(max_length=160, verbose_name='姓')),
                    ('given_name', models.CharField(max_length=160, verbose_name='名')),
                    ('family_kana', models.CharField(max_length=160, verbose_name='フリガナ（セイ）')),
                    ('given_kana', models.CharField(max_length=160, verbose_name='フリガナ（メイ）')),
                    ('gender', models.CharField(blank=True, choices=[('male', '男性'), ('female', '女性'), ('other', 'その他')], max_length=10, verbose_name='性別')),
                    ('email', models.EmailField(max_length=254, validators=[dengen.accounts.membership.validators.refuse_free_mail], verbose_name='メールアドレス1')),
                    ('email2', models.EmailField(blank=True, max_length=254, validators=[dengen.accounts.membership.validators.refuse_free_mail], verbose_name='メールアドレス2')),
                    ('postal_code', models.CharField(max_length=7, verbose_name='郵便番号')),
                    ('prefecture', models.CharField(max_length=4, verbose_name='都道府県')),
                    ('street', models.CharField(max_length=800, verbose_name='市区町村・番地')),
                    ('building', models.CharField(blank=True, max_length=400, verbose_name='建物名')),
                    ('phone', models.CharField(max_length=30, verbose_name='電話番号')),
                    ('fax', models.CharField(blank=True, max_length=30, verbose_name='FAX番号')),
                    ('mobile', models.CharField(blank=True, max_length=30, verbose_name='携帯電話')),
                    ('work_address', models.CharField(max_length=1200, verbose_name='勤務先住所')),
                    ('work_phone', models.CharField(blank=True, max_length=30, verbose_name='勤務先電話番号')),
                    ('login_name', models.CharField(max_length=32, verbose_name='会員ID')),
                    ('password', models.CharField(max_length=128)),
                    ('organization_name', models.CharField(max_length=400, verbose_name='勤務先会社名')),
                    ('folded_organization', models.CharField(editable=False, max_length=200)),
                    ('corporate_number', models.CharField(blank=True, max_length=13, verbose_name='法人番号')),
                    ('consented_at', models.DateTimeField(default=dengen.clock.now)),
                    ('submission_key', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('status', models.CharField(choices=[('waiting', '承認待ち'), ('approved', '承認済み'), ('denied', '否認')], default='waiting', max_length=10)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('submitted_at', models.DateTimeField(default=dengen.clock.now)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True, verbose_name='否認理由')),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications_decided', to=settings.AUTH_USER_MODEL)),
                    ('login', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='application', to='accounts.loginid')),
                    ('terms', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.terms')),
                    ('remarks', models.JSONField(blank=True, default=dict)),
                    ('handover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='accounts.handover')),
                    ('alike_name', models.CharField(default='', editable=False, max_length=200)),
                    ('came_from', models.CharField(default='', editable=False, max_length=64)),
                    ('same_name', models.CharField(default='', editable=False, max_length=200)),
                    ('email2_confirmed_at', models.DateTimeField(null=True)),
                    ('email_confirmed_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['submitted_at'], name='application_waiting'), models.Index(fields=['alike_name'], name='application_alike_name'), models.Index(fields=['corporate_number'], name='application_number'), models.Index(fields=['phone'], name='application_phone'), models.Index(fields=['came_from', 'submitted_at'], name='application_came_from'), models.Index(django.db.models.functions.text.Lower('email'), name='application_email'), models.Index(django.db.models.functions.text.Lower('email2'), name='application_email2')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('login', None), ('status', 'denied')), models.Q(('login__isnull', False), ('status__in', ['waiting', 'approved'])), _connector='OR'), name='application_holds_its_login_id'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('status', 'waiting')), models.Q(models.Q(('status', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='application_decision_is_complete'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'denied'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='application_denial_has_reason'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('status', 'waiting')), name='application_email_waiting'), models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('handover',), name='application_one_waiting_per_handover')],
                },
            ),
        ]),
        migrations.RunPython(
            lambda apps, editor: refuse_updates(editor.connection, TERMS, *FROZEN),
            lambda apps, editor: allow_updates(editor.connection, TERMS),
        ),
    ]
