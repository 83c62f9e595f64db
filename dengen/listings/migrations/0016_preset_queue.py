from django.db import migrations, models


class Migration(migrations.Migration):
    """Call the field by what it means; the column keeps its name, so the table stays as it is."""

    dependencies = [("listings", "0015_declared_items")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("reasonpreset", "desk", "queue"),
                migrations.AlterField(
                    model_name="reasonpreset",
                    name="queue",
                    field=models.CharField(
                        choices=[("application", "利用申込"), ("listing", "掲載情報")],
                        db_column="desk",
                        max_length=12,
                        verbose_name="使う審査",
                    ),
                ),
            ]
        )
    ]
