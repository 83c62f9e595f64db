"""⑤ 任意記載事項, kept apart: a list of a million titles need not read their texts."""

from django.db import models


class ListingBody(models.Model):
    """The rich text of one listing, already cleaned."""

    listing = models.OneToOneField("Listing", models.CASCADE, primary_key=True, related_name="body")
    html = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"body of listing {self.pk}"
