"""Tries to log in that are under way."""

import django.db.models.deletion
from django.db import migrations, models

import dengen.clock


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_retirement_proposals")]

    operations = [
        migrations.CreateModel(
            name="LoginTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "claimed_at",
                    models.DateTimeField(db_index=True, default=dengen.clock.now),
                ),
                (
                    "guard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tries",
                        to="accounts.loginguard",
                    ),
                ),
            ],
        ),
    ]
