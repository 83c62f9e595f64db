"""One table of counts for all limits.

The one for network addresses stays in the database, unused: the version before still writes to it
while it is being replaced.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_address_guards")]

    operations = [
        migrations.CreateModel(
            name="LimitCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("count", models.PositiveIntegerField(default=0)),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="AddressGuard")]
        ),
    ]
