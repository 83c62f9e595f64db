"""The kept counts of what members see."""

from collections import Counter
from datetime import timedelta

from django.db import migrations, models


def count(apps, editor):
    Listing, Tally = apps.get_model("listings.Listing"), apps.get_model("listings.Tally")
    published = Listing.objects.filter(status="published")
    entries: Counter[tuple] = Counter()
    for area, side, first, last in published.values_list("area", "side", "start_on", "end_on"):
        entries[area, side, first] += 1
        if last is not None:
            entries[area, side, last + timedelta(days=1)] -= 1
    Tally.objects.bulk_create(
        Tally(area=area, side=side, day=day, change=change)
        for (area, side, day), change in entries.items()
        if change
    )


class Migration(migrations.Migration):
    dependencies = [("listings", "0008_search")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(blank=True, max_length=10)),
                ("side", models.CharField(max_length=4)),
                ("day", models.DateField(db_index=True)),
                ("change", models.IntegerField()),
            ],
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
