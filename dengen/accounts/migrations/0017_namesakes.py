"""Two businesses may bear one name if they have two numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0016_note_business_names")]
    small_tables = {"organization": "some thousand rows at most: checked within milliseconds"}

    operations = [
        migrations.AlterField(
            model_name="organization",
            name="folded_name",
            field=models.CharField(editable=False, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.UniqueConstraint(
                fields=("same_name", "namesake_number"), name="organization_name"
            ),
        ),
    ]
