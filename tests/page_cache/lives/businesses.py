"""What the operator knows of businesses: their list, and whose mail domains are theirs."""

from collections.abc import Iterator

from dengen.accounts.applications.business_list import read_business_list
from dengen.accounts.models import BusinessImport, MailDomain
from tests import factories
from tests.page_cache.lives import life
from tests.page_cache.panel import Cast


def compared(cast: Cast, names: str) -> BusinessImport:
    found = read_business_list(f"事業者名\n{names}".encode())
    begun = BusinessImport.upload(
        by=cast.administrator, file_name="名簿.csv", found=found, replaces_all=True
    )
    begun.compare(begun.attempt)
    return BusinessImport.objects.get(pk=begun.pk)


@life(
    "business_list.uploaded",
    "business_list.imported",
    "business_list.discarded",
    "business_list.compared",
    "business_list.recalled",
)
def a_list(cast: Cast) -> Iterator[None]:
    by = cast.administrator
    one = factories.application(organization_name="名簿電力株式会社").submit()
    yield
    first = compared(cast, one.organization_name)
    yield
    outdated = compared(cast, "別の電力株式会社")
    first.take_over(by=by)
    yield
    outdated.compare_anew(by=by)
    outdated.compare(outdated.attempt)
    outdated = BusinessImport.objects.get(pk=outdated.pk)
    yield
    outdated.take_over(by=by, removed=str(outdated.counts["removed"]))
    yield
    back = BusinessImport.objects.get(pk=first.pk).recall(by=by)
    back.compare(back.attempt)
    yield
    BusinessImport.objects.get(pk=back.pk).discard(by=by)
    yield


@life("mail_domain.changed", "mail_domain.removed")
def a_mail_domain(cast: Cast) -> Iterator[None]:
    one = factories.application().submit()
    yield
    domain = one.email.rpartition("@")[2]
    settled = MailDomain.settle(by=cast.administrator, domain=domain, treatment="flagged")
    yield
    settled.drop(by=cast.administrator, read=settled.revision)
    yield
