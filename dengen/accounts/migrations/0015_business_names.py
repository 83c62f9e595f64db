"""What businesses and persons are compared by, with an index for each look-up."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_one_time_keys")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="alike_name",
            field=models.CharField(default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="application",
            name="came_from",
            field=models.CharField(default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="application",
            name="same_name",
            field=models.CharField(default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="organization",
            name="alike_name",
            field=models.CharField(db_index=True, default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="organization",
            name="namesake_number",
            field=models.CharField(default="", editable=False, max_length=13),
        ),
        migrations.AddField(
            model_name="organization",
            name="same_name",
            field=models.CharField(default="", editable=False, max_length=200),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("retired_at", None)), fields=["phone"], name="account_phone"
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                django.db.models.functions.text.Lower("email2"),
                condition=models.Q(("retired_at", None)),
                name="account_email2",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["alike_name"], name="application_alike_name"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["corporate_number"], name="application_number"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["phone"], name="application_phone"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["came_from", "submitted_at"], name="application_came_from"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                django.db.models.functions.text.Lower("email"), name="application_email"
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                django.db.models.functions.text.Lower("email2"), name="application_email2"
            ),
        ),
    ]
