"""Uploading and taking over lists of businesses, as an administrator does."""

from django.core.files.uploadedfile import SimpleUploadedFile

from dengen.accounts.models import BusinessImport, EligibleBusiness
from tests.tasks import run_tasks

PLAIN = "事業者名,法人番号\nみなと火力発電株式会社,7000012050002\n株式会社あおば電力,\n"


def upload(client, text: str | bytes = PLAIN, way: str = "yes"):
    """The answer to a file that is chosen."""
    data = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("名簿.csv", data)
    return client.post("/console/businesses/upload/", {"file": file, "replaces_all": way})


def prepare(client, *arguments, **options) -> BusinessImport:
    """Uploaded, and compared by the worker."""
    upload(client, *arguments, **options)
    run_tasks()
    return BusinessImport.objects.first()


def confirm(client, found: BusinessImport, **fields):
    """The answer to the button; the number that is asked for is typed unless told."""
    typed = {"removed": str(found.counts.get("removed", ""))} | fields
    return client.post(f"/console/businesses/imports/{found.pk}/", typed, follow=True)


def take_over(client, *arguments, **options) -> BusinessImport:
    """Uploaded, compared, and taken over."""
    found = prepare(client, *arguments, **options)
    confirm(client, found)
    found.refresh_from_db()
    return found


def of(count: int) -> str:
    """A file with so many businesses."""
    return "\n".join(["事業者名", *(f"第{number}電力株式会社" for number in range(count))])


def names() -> set[str]:
    """The list that counts."""
    return set(EligibleBusiness.objects.current().values_list("name", flat=True))


def page(client, found: BusinessImport, **query: str) -> str:
    """What the import's page shows."""
    return client.get(f"/console/businesses/imports/{found.pk}/", query).content.decode()
