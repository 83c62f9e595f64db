"""Who invited whom: whether two who act together are as independent as they should be.

Taken from the trail, which can't be changed unseen: `operator.created` names who invited.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengen.events.models import Event

LONGEST_CHAIN = 100


class Relation(models.TextChoices):
    """How the one who seconded a proposal came to the staff, as seen from its proposer."""

    NONE = "", ""
    INVITED = "invited", _("確認した人は、提案した人が招待した職員")
    INVITED_THROUGH = (
        "invited_through",
        _("確認した人は、提案した人が招待した職員を通じて招待された職員"),
    )
    INVITER = "inviter", _("提案した人は、確認した人が（他の職員を通じた場合を含め）招待した職員")


def relation(*, proposer: models.Model, seconder: models.Model) -> Relation:
    """Return whether one of the two was invited by the other, directly or through others."""
    inviters = inviters_of(seconder.pk)
    if inviters[:1] == [proposer.pk]:
        return Relation.INVITED
    if proposer.pk in inviters:
        return Relation.INVITED_THROUGH
    return Relation.INVITER if seconder.pk in inviters_of(proposer.pk) else Relation.NONE


def inviters_of(pk: int) -> list[int]:
    """Return who invited that account, who invited that one, and so on: up to the command line."""
    found: list[int] = []
    while len(found) < LONGEST_CHAIN:
        created = Event.objects.filter(
            name="operator.created", subject_type="accounts.account", subject_id=pk
        ).first()
        if created is None or created.actor_id is None or created.actor_id in found:
            break
        pk = created.actor_id
        found.append(pk)
    return found
