from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0010_key_number")]
    operations = [
        migrations.AddField("message", "about", models.TextField(blank=True, db_default="")),
    ]
