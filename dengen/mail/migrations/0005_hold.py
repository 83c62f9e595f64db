"""All mails can be held: after a restoration, until somebody says go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0004_sign_of_life")]

    operations = [
        migrations.AddField(
            model_name="mailserver",
            name="held_since",
            field=models.DateTimeField(null=True),
        ),
    ]
