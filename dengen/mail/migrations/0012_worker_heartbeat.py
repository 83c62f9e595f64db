from django.db import migrations


class Migration(migrations.Migration):
    """The model's name alone: the table keeps its own, by which 0.1.0 and its backups know it."""

    dependencies = [("mail", "0011_about")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("SignOfLife", "WorkerHeartbeat"),
                migrations.AlterModelTable("workerheartbeat", "mail_signoflife"),
            ]
        )
    ]
