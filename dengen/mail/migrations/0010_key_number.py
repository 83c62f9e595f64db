from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("mail", "0009_deliveries")]
    operations = [
        migrations.AddField("message", "key_number", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["key_number"], condition=Q(key_number__isnull=False), name="message_of_key"
            ),
        ),
    ]
