"""Which events change what the board shows: the one table from events to topics.

A page that is kept names the topics that it depends on (pages/page_cache.py). An event that is not
in the table steps all of them. A row is about the step itself: the letters, deletions and so on
that follow from it step what they change.
"""

from enum import Flag, auto


class Topic(Flag):
    """What a page may depend on. `ACCOUNT` is what concerns that account alone."""

    NONE = 0
    BOARD = auto()  # what members may read: listings, their posters
    DESK = auto()  # what the operator's staff decide on
    NOTICES = auto()  # and terms
    ACCOUNT = auto()
    ALL = auto()


NO_TOPIC, BOARD, DESK, NOTICES, ACCOUNT, ALL_TOPICS = (
    Topic.NONE,
    Topic.BOARD,
    Topic.DESK,
    Topic.NOTICES,
    Topic.ACCOUNT,
    Topic.ALL,
)

STEPPED = {
    "account.contacted": NO_TOPIC,
    "account.frozen": DESK,
    "account.handed_over": NO_TOPIC,  # the listings move and the ID ends by events of their own
    "account.logged_in": NO_TOPIC,
    "account.logged_out": NO_TOPIC,
    "account.retired": DESK | ACCOUNT,
    "account.suspended": DESK | ACCOUNT,
    "application.approved": DESK,
    "application.confirmed": DESK,
    "application.denied": DESK,
    "application.disowned": DESK,
    "application.lapsed": DESK,
    "application.reopened": DESK,
    "application.repeated": NO_TOPIC,
    "application.submitted": DESK,
    "board.restored": ALL_TOPICS,
    "business_list.compared": NO_TOPIC,
    "business_list.discarded": NO_TOPIC,
    "business_list.imported": DESK,
    "business_list.recalled": NO_TOPIC,
    "business_list.uploaded": NO_TOPIC,
    "confirmation.requested": NO_TOPIC,
    "contact.changed": DESK | ACCOUNT,
    "end.announced": NO_TOPIC,
    "handover.cancelled": DESK | ACCOUNT,
    "handover.requested": DESK | ACCOUNT,
    "invitation.accepted": NO_TOPIC,
    "invitation.cancelled": NO_TOPIC,
    "invitation.created": NO_TOPIC,
    "invitation.renewed": NO_TOPIC,
    "listing.approved": BOARD | DESK | ACCOUNT,
    "listing.deleted": BOARD | DESK | ACCOUNT,
    "listing.denied": BOARD | DESK | ACCOUNT,
    "listing.moved": BOARD | DESK | ACCOUNT,
    "listing.reopened": DESK | ACCOUNT,
    "listing.submitted": DESK | ACCOUNT,
    "mail.repeated": NO_TOPIC,
    "mail.retried": NO_TOPIC,
    "mail.tested": NO_TOPIC,
    "mail_address.cancelled": ACCOUNT,
    "mail_address.confirmed": DESK | ACCOUNT,
    "mail_address.requested": ACCOUNT,
    "mail_domain.changed": DESK,
    "mail_domain.removed": DESK,
    "notice.changed": NOTICES,
    "notice.published": NOTICES,
    "notice.removed": NOTICES,
    "operator.created": DESK,  # an application may have the same mail address
    "owner.reminded": DESK | ACCOUNT,
    "password.changed": ACCOUNT,
    "password_link.requested": NO_TOPIC,
    "password_reset.denied": DESK,
    "password_reset.granted": DESK | ACCOUNT,
    "password_reset.requested": DESK,
    "person.erased": DESK,
    "preset.added": NO_TOPIC,
    "preset.changed": NO_TOPIC,
    "preset.moved": NO_TOPIC,
    "preset.removed": NO_TOPIC,
    "proposal.cancelled": DESK,
    "proposal.rejected": DESK,
    "proposal.seconded": DESK,
    "proposal.submitted": DESK,
    "recovery_code.used": NO_TOPIC,
    "recovery_codes.renewed": ACCOUNT,
    "retirement.cancelled": DESK | ACCOUNT,
    "retirement.requested": DESK | ACCOUNT,
    "role.changed": ACCOUNT,
    "second_factor.added": ACCOUNT,
    "second_factor.cleared": ACCOUNT,
    "second_factor.removed": ACCOUNT,
    "sending.resumed": NO_TOPIC,
    "session.ended": NO_TOPIC,
    "suspension.lifted": DESK | ACCOUNT,
    "terms.accepted": ACCOUNT,
    "terms.cancelled": NOTICES,
    "terms.declined": ACCOUNT,
    "terms.discarded": NO_TOPIC,
    "terms.drafted": NO_TOPIC,
    "terms.published": NOTICES,
    "trail.acknowledged": NO_TOPIC,
    "trail.reported": NO_TOPIC,
    "writing.paused": ALL_TOPICS,
    "writing.resumed": ALL_TOPICS,
}


def stepped_by(event: str) -> Topic:
    """Return the topics that events of this name change."""
    return STEPPED.get(event, ALL_TOPICS)
