"""What is wrong with the trail at first sight: for `dengen check`, which must be quick."""

from django.contrib.auth import get_user_model

from dengen.events import head
from dengen.events.keys import wrong_key
from dengen.events.models import Event


def trail_faults() -> list[str]:
    """Return what an administrator must look into, a sentence each; nothing if all is well."""
    found = [wrong_key()]
    if not Event.objects.exists() and get_user_model()._default_manager.exists():
        found.append("The audit trail is empty, and the board has accounts.")
    noted = head.read()
    if noted and not head.is_passed(noted.head) and not head.is_explained(noted):
        found.append(
            f"The audit trail does not go through the head that was noted in {head.file()}: its "
            "end is missing. `dengen audit verify` says more."
        )
    return [one for one in found if one]
