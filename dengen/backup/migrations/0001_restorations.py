"""What the board was put back out of."""

from django.db import migrations, models

import dengen.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Restoration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("backed_up_at", models.DateTimeField()),
                ("restored_at", models.DateTimeField(default=dengen.clock.now)),
                ("head", models.CharField(blank=True, max_length=100)),
            ],
        ),
    ]
