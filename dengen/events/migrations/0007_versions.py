"""A version for each topic."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0006_no_trigger")]

    operations = [
        *(
            migrations.AddField(
                "version", topic, models.BigIntegerField(default=0, db_default=0)
            )
            for topic in ("board", "desk", "notices")
        ),
        migrations.CreateModel(
            name="OwnVersion",
            fields=[
                ("account", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
            ],
        ),
    ]
