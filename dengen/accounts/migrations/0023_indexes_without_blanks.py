"""No blanks in the indexes on what is mostly empty: with them no database takes such an index."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0022_note_business_list")]

    operations = [
        migrations.RemoveIndex(model_name="account", name="account_email2"),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                django.db.models.functions.text.Lower("email2"),
                condition=models.Q(("email2__gt", ""), ("retired_at", None)),
                name="account_second_email",
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(
                fields=["corporate_number"],
                condition=models.Q(("corporate_number__gt", "")),
                name="organization_number",
            ),
        ),
    ]
