"""What a listing says, in mails and in the operator's tables, as it was declared."""

from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from dengen.listings.entry.items import NAMED, in_queue
from dengen.listings.listing.listing import Listing
from dengen.listings.listing.saying import Said

register = template.Library()
LABEL_LENGTH = 5  # characters, full width: what stands behind the labels of a mail is aligned


@register.simple_tag
def lines_of(listing: Listing, *names: str) -> str:
    """Return lines of a mail that tell what the listing says there, each with its label."""
    told = ((NAMED[name].plain_label, NAMED[name].text_of(listing)) for name in names)
    return "\n".join(f"\u3000{label:\u3000<{LABEL_LENGTH}}：{text}" for label, text in told)


@register.filter
def marked(said: Said) -> SafeString:
    """Return what it says, as the operator's tables show it."""
    if not said.looks:
        return escape(said.text)
    return format_html('<span class="{}">{}</span>', said.looks, said.text)


@register.simple_tag
def queue_headings() -> list[Any]:
    """Return the headings of what a listing says in the operator's tables."""
    return [item.in_queue for item in in_queue()]
