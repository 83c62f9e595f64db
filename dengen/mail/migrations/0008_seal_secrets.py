"""What only a recipient may read is sealed beside the text, and goes once the mail was sent."""

import json
from uuid import uuid4

from django.db import migrations, models

from dengen.sealing import seal

# Kinds that carried a link in their text, readable for the staff.
WITH_LINK = ["handover_invitation", "mail_address_confirmation", "operator_invited"]


def seal_texts(apps, schema_editor):
    messages = apps.get_model("mail", "Message").objects
    with_key = messages.filter(models.Q(is_confidential=True) | models.Q(kind__in=WITH_LINK))
    for message in with_key.exclude(body="").iterator():
        mark = f"[[{uuid4().hex}]]"
        if message.state != "sent":
            message.secrets = seal(json.dumps({mark: message.body}))
        message.body, message.is_confidential = mark, True
        message.save(update_fields=["secrets", "body", "is_confidential"])


class Migration(migrations.Migration):
    dependencies = [("mail", "0007_secrets")]
    operations = [migrations.RunPython(seal_texts, migrations.RunPython.noop)]
