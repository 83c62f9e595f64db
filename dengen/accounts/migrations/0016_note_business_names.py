"""What businesses are compared by, and where applications came from, for those that are there."""

from django.db import migrations

from dengen.accounts.applications.application.same_address import origin_key
from dengen.japan.organization_names import alike_name, same_name

BATCH = 500


def note(apps, schema_editor):
    """Two that were two before stay two, whatever their names are now."""
    organizations = apps.get_model("accounts", "Organization").objects.order_by("pk")
    _note(organizations, lambda one: one.name)
    _note(apps.get_model("accounts", "Application").objects.all(), lambda one: one.organization_name)
    seen = set()
    for organization in organizations.iterator(chunk_size=BATCH):
        if organization.same_name in seen:
            organization.namesake_number = organization.corporate_number or str(organization.pk)
            organization.save(update_fields=["namesake_number"])
        seen.add(organization.same_name)


def note_origins(apps, schema_editor):
    """From where those came that wait; before, the trail alone told it."""
    applications = apps.get_model("accounts", "Application").objects
    waiting = {one.pk: one for one in applications.filter(status="waiting").only("pk")}
    if not waiting:
        return  # a new board, where there may be no trail yet
    submitted = apps.get_model("events", "Event").objects.filter(name="application.submitted")
    rows = submitted.filter(subject_id__in=waiting) if len(waiting) <= BATCH else submitted
    for event in rows.iterator(chunk_size=BATCH):
        if event.address and event.subject_id in waiting:
            waiting[event.subject_id].came_from = origin_key(event.address)
    applications.bulk_update(waiting.values(), ["came_from"], batch_size=BATCH)


def _note(rows, name_of):
    batch = []
    for row in rows.iterator(chunk_size=BATCH):
        row.same_name, row.alike_name = same_name(name_of(row)), alike_name(name_of(row))
        batch.append(row)
        if len(batch) == BATCH:
            rows.bulk_update(batch, ["same_name", "alike_name"])
            batch = []
    rows.bulk_update(batch, ["same_name", "alike_name"])


class Migration(migrations.Migration):
    # The trail is older than any application. It isn't named here: what replaces the migrations of
    # accounts would wait for that of events, which waits for the accounts.
    dependencies = [("accounts", "0015_business_names")]
    operations = [
        migrations.RunPython(note, migrations.RunPython.noop),
        migrations.RunPython(note_origins, migrations.RunPython.noop),
    ]
