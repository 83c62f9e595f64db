"""Which mails follow from events, and to whom they go; imported once, so that they are sent."""

from dengen.accounts.mails import applications, authentication, membership, terms

__all__ = ["applications", "authentication", "membership", "terms"]
