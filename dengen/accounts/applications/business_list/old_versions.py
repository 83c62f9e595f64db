"""How long versions of the list are kept."""

from datetime import timedelta

from django.conf import settings

from dengen import clock
from dengen.accounts.applications.business_list.business_import import BusinessImport
from dengen.accounts.applications.business_list.import_scopes import has_rows
from dengen.accounts.applications.business_list.import_state import ImportState


def forget_old_versions() -> None:
    """Delete the rows of versions beyond those kept, and of what nobody took over.

    Who took over what and when stays, with the counts.
    """
    old = clock.now() - timedelta(days=settings.BUSINESS_LIST_DAYS)
    BusinessImport.objects.open().filter(uploaded_at__lt=old).update(
        state=ImportState.DISCARDED, data=b""
    )
    versions = BusinessImport.objects.taken_over().filter(has_rows()).exclude(is_current=True)
    wanted = BusinessImport.objects.open().exclude(put_back=None).values("put_back")
    others = max(settings.BUSINESS_LISTS_KEPT - 1, 0)
    discarded = BusinessImport.objects.filter(has_rows(), state=ImportState.DISCARDED)
    for version in [*versions.exclude(pk__in=wanted).light()[others:], *discarded.light()]:
        version.remove_rows()
