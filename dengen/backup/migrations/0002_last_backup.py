"""When the last backup was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("backup", "0001_restorations")]

    operations = [
        migrations.CreateModel(
            name="LastBackup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
        ),
    ]
