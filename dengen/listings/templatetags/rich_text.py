"""⑤ on a page."""

from django import template

from dengen.listings.rich_text.hosts import with_hosts

register = template.Library()
register.filter("with_hosts", with_hosts)
