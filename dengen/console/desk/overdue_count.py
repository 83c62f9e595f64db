"""How many listings stayed too long, as a notice tells it."""

from django.utils.translation import gettext as _

from dengen.japan.business_days import today
from dengen.listings.models import Listing

MOST_COUNTED = 1_000  # nobody counts those of a whole year for a notice


def overdue_count() -> str:
    """Return the number with its counter; "" for none."""
    overdue = Listing.objects.overdue_for_deletion(today())
    count = overdue[: MOST_COUNTED + 1].count()
    if count > MOST_COUNTED:
        return _("%(count)s件以上") % {"count": f"{MOST_COUNTED:,}"}
    return _("%(count)s件") % {"count": f"{count:,}"} if count else ""
