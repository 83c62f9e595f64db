from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0006_forgotten")]
    operations = [
        migrations.AddField("message", "secrets", models.TextField(blank=True, db_default=""))
    ]
