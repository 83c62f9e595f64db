from django.db import migrations
from django.db.models import F


def confirm_all(apps, schema_editor):
    """Nobody was asked to confirm an address before: whoever applied then is taken at their word."""
    applications = apps.get_model("accounts", "Application").objects
    applications.update(email_confirmed_at=F("submitted_at"))
    applications.exclude(email2="").update(email2_confirmed_at=F("submitted_at"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0019_application_addresses")]
    operations = [migrations.RunPython(confirm_all, migrations.RunPython.noop)]
