"""Titles are compared without their spaces; some hundred at a time, beside whoever reads."""

from itertools import batched

from django.db import migrations, transaction

from dengen.listings import search

BATCH = 500


def squeeze(apps, editor):
    listings = apps.get_model("listings", "Listing").objects.using(editor.connection.alias)
    spaced = listings.filter(folded_title__contains=" ")
    for keys in batched(spaced.order_by("pk").values_list("pk", flat=True), BATCH):
        with transaction.atomic(using=editor.connection.alias):
            _squeeze(list(listings.filter(pk__in=keys).select_for_update()))


def _squeeze(listings):
    published = [one for one in listings if one.status == "published"]
    for listing in published:
        search.remove(listing)  # while it has the title that it was put in with
    for listing in listings:
        listing.folded_title = listing.folded_title.replace(" ", "")
        listing.save(update_fields=["folded_title"])
    search.index_many(published)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("listings", "0012_erasable_reasons")]
    operations = [migrations.RunPython(squeeze, migrations.RunPython.noop)]
