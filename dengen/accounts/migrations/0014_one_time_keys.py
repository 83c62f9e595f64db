"""One table for all keys that open something once; those that are out stay good."""

from datetime import timedelta
from uuid import uuid4

import dengen.clock
import django.db.models.deletion
from django.conf import settings
from django.core.signing import Signer
from django.db import migrations, models

from dengen.keyed import keyed_hash


def keep_keys(apps, schema_editor):
    """Note each open key by its hash, and forget what was kept of it in plain."""
    get = lambda name: apps.get_model("accounts", name).objects
    now = dengen.clock.now()

    def keep(kind, text, **values):
        hashed = keyed_hash(f"dengen.key.{kind}", text)
        get("OneTimeKey").create(kind=kind, hash=hashed, **values)

    for one in get("PasswordRequest").exclude(key="").filter(expires_at__gt=now).order_by("-pk"):
        slot = str(one.account_id)
        # The board's own answer ends a request in the moment that it is made.
        is_link = one.ended_at and one.ended_at - one.submitted_at < timedelta(seconds=1)
        kind = "password_link" if is_link else "temporary_password"
        if not get("OneTimeKey").filter(account_id=one.account_id).exists():
            get("OneTimeKey").create(
                kind=kind,
                account_id=one.account_id,
                slot=slot,
                hash=one.key,
                issued_at=one.ended_at or one.submitted_at,
                expires_at=one.expires_at,
            )
    get("PasswordRequest").exclude(key="").update(key="")
    for one in get("MailAddressChange").all():
        keep(
            "mail_address",
            one.key,
            account_id=one.account_id,
            slot=f"{one.account_id}:{one.field}",
            issued_at=one.requested_at,
            expires_at=one.requested_at + timedelta(hours=settings.ADDRESS_CONFIRMATION_HOURS),
        )
        one.key = uuid4().hex
        one.save(update_fields=["key"])
    for one in get("Handover").filter(ended_at=None):
        keep(
            "handover",
            str(one.key),
            account_id=one.account_id,
            slot=str(one.pk),
            issued_at=one.requested_at,
            expires_at=one.requested_at + timedelta(days=settings.HANDOVER_DAYS),
        )
        one.key = uuid4()
        one.save(update_fields=["key"])
    signer = Signer(salt="dengen.invitation")
    for one in get("Invitation").filter(ended_at=None):
        keep(
            "staff_invitation",
            signer.sign_object([one.pk, one.sent_at.isoformat()]),
            account_id=one.invited_by_id,
            slot=str(one.pk),
            issued_at=one.sent_at,
            expires_at=one.sent_at + timedelta(days=settings.INVITATION_DAYS),
        )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0013_room_for_characters'),
    ]

    operations = [
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
        migrations.RunPython(keep_keys, migrations.RunPython.noop),
    ]
