"""What businesses of the list are compared by, and who took over the lists that are there."""

from django.db import migrations
from django.db.models import F

from dengen.japan.organization_names import alike_name, same_name

BATCH = 500


def note(apps, schema_editor):
    rows = apps.get_model("accounts", "EligibleBusiness").objects.all()
    batch = []
    for row in rows.iterator(chunk_size=BATCH):
        row.same_name, row.alike_name = same_name(row.name), alike_name(row.name)
        batch.append(row)
        if len(batch) == BATCH:
            rows.bulk_update(batch, ["same_name", "alike_name"])
            batch = []
    rows.bulk_update(batch, ["same_name", "alike_name"])
    done = apps.get_model("accounts", "BusinessImport").objects.filter(state="done")
    done.update(taken_over_by=F("uploaded_by"), taken_over_at=F("progressed_at"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0021_business_list_versions")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
