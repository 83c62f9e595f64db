"""The board's read-only mode."""

from django.db import migrations, models

import dengen.clock


class Migration(migrations.Migration):
    dependencies = [("backup", "0002_last_backup")]

    operations = [
        migrations.CreateModel(
            name="ReadOnlyMode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_at", models.DateTimeField(default=dengen.clock.now)),
                ("reason", models.CharField(blank=True, max_length=200)),
            ],
        ),
    ]
