"""The place of a listing on the board, and the index that searches ask."""

from django.db import migrations, models

from dengen.listings import search

NUMBERS = """
UPDATE listings_listing SET number = ranked.place
FROM (
    SELECT id, row_number() OVER (ORDER BY published_at, id) AS place
    FROM listings_listing WHERE published_at IS NOT NULL
) AS ranked
WHERE ranked.id = listings_listing.id
"""


def install(apps, editor):
    listings = apps.get_model("listings", "Listing").objects.filter(status="published")
    search.install(editor.connection, listings.order_by("number").iterator())


class Migration(migrations.Migration):
    dependencies = [("listings", "0007_handed_over_at")]

    operations = [
        migrations.RemoveIndex(model_name="listing", name="listing_newest"),
        migrations.RemoveIndex(model_name="listing", name="listing_newest_in_area"),
        migrations.AddField(
            model_name="listing",
            name="number",
            field=models.BigIntegerField(editable=False, null=True, unique=True),
        ),
        # Later numbers are those of decisions, of which there are at least as many.
        migrations.RunSQL(NUMBERS, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["-number"],
                name="listing_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["area", "-number"],
                name="listing_newest_in_area",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["start_on"],
                name="listing_starting",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "published"), _negated=True),
                    ("number__isnull", False),
                    _connector="OR",
                ),
                name="listing_published_has_a_number",
            ),
        ),
        migrations.RunPython(install, lambda apps, editor: search.uninstall(editor.connection)),
    ]
