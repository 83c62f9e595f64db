"""The list of eligible businesses (利用資格): read, looked at, taken over in one piece."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dengen.accounts.business_list import LARGEST
from dengen.accounts.models import BusinessImport, EligibleBusiness
from dengen.accounts.models.eligible import eligibility
from dengen.events.models import Event
from dengen.japan import clock
from tests import factories
from tests.conftest import browser_of
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db
PLAIN = "事業者名,法人番号\nみなと火力発電株式会社,7000012050002\n株式会社あおば電力,\n"


@pytest.fixture
def client(db):
    return browser_of(factories.operator("administrator"))


def upload(client, text: str | bytes = PLAIN, encoding: str = "utf-8", way: str = "yes"):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    file = SimpleUploadedFile("名簿.csv", data)
    return client.post("/console/businesses/upload/", {"file": file, "replaces_all": way})


def take_over(client, *arguments, **options) -> BusinessImport:
    upload(client, *arguments, **options)
    found = BusinessImport.objects.first()
    client.post(f"/console/businesses/imports/{found.pk}/confirmation/")
    run_tasks()
    found.refresh_from_db()
    return found


def names() -> set[str]:
    return set(EligibleBusiness.objects.current().values_list("name", flat=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_it_reads_what_spreadsheet_programs_save(client, encoding, separator):
    text = PLAIN.replace(",", separator).replace("\n", "\r\n")
    assert take_over(client, text, encoding).state == "done"
    assert names() == {"みなと火力発電株式会社", "株式会社あおば電力"}


def test_the_columns_may_stand_in_any_order_under_known_names(client):
    take_over(client, "備考,法人番号,名称\n―,７００００１２０５０００２,みなと火力\n")
    found = EligibleBusiness.objects.current().get()
    assert (found.name, found.corporate_number) == ("みなと火力", "7000012050002")


def test_nothing_changes_before_it_is_confirmed(client):
    take_over(client)
    answer = upload(client, "事業者名,法人番号\nみなと火力,7000012050002\n北の電力,\n")
    page = client.get(answer.url).content.decode()
    assert "みなと火力発電株式会社 → みなと火力" in page
    assert "北の電力" in page
    assert "株式会社あおば電力" in page  # would be removed
    assert names() == {"みなと火力発電株式会社", "株式会社あおば電力"}


def test_adding_leaves_what_the_file_does_not_name(client):
    take_over(client)
    take_over(client, "事業者名\n北の電力\n", way="no")
    assert names() == {"みなと火力発電株式会社", "株式会社あおば電力", "北の電力"}


def test_replacing_removes_it(client):
    take_over(client)
    take_over(client, "事業者名\n北の電力\n")
    assert names() == {"北の電力"}


def test_each_bad_line_is_named_with_its_reason(client):
    lines = ["事業者名,法人番号", ",7000012050002", "甲,1234", "乙,", "(株)乙,", "丙" * 101 + ","]
    answer = upload(client, "\n".join(lines))
    flaws = BusinessImport.objects.get().samples["flawed"]
    assert [(line, reason) for line, _text, reason in flaws] == [
        (2, "事業者名（A列）がありません。"),
        (3, "法人番号（B列）が13桁の数字ではありません。"),
        (5, "4行目と重複しています。"),
        (6, "事業者名（A列）は100文字までです。"),
    ]
    assert "取り込めない行が4件あります" in client.get(answer.url).content.decode()


def test_the_bad_lines_come_as_a_file_that_no_spreadsheet_calculates(client):
    answer = upload(client, "事業者名,法人番号\n甲,=1+1\n乙,\n=cmd(),99\n")
    file = b"".join(client.get(f"{answer.url}errors.csv").streaming_content).decode("utf-8-sig")
    assert "甲,=1+1" in file
    assert "'=cmd(),99" in file


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "ファイルが空です"),
        ("会員\n甲\n".encode(), "見出しがありません"),
        ("事業者名\n".encode(), "事業者の行がありません"),
        (b"\x81\xff\xfe\x00\x01", "文字コードを判別できません"),
        (b"a" * (LARGEST + 1), "ファイルが大きすぎます"),
        (b"PK\x03\x04" + bytes(100), "Excelブックが途中で切れているか、壊れています"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(client, data, why):
    form = upload(client, data).context["form"]
    assert why in str(form.errors["file"])
    assert not BusinessImport.objects.exists()


def test_a_hundred_thousand_lines_with_five_hundred_bad_ones(client):
    lines = ["事業者名,法人番号"]
    lines += [
        f"第{number}電力株式会社," + ("bad" if number % 200 == 0 else "")
        for number in range(100_000)
    ]
    done = take_over(client, "\n".join(lines))
    assert (done.state, done.counts["flawed"], done.done) == ("done", 500, 99_500)
    assert EligibleBusiness.objects.current().count() == 99_500


def test_while_it_is_taken_over_the_old_list_counts_and_the_bar_moves(client):
    take_over(client)
    upload(client, "事業者名\n北の電力\n")
    running = BusinessImport.objects.first()
    client.post(f"/console/businesses/imports/{running.pk}/confirmation/")
    page = client.get(f"/console/businesses/imports/{running.pk}/").content.decode()
    assert "<progress" in page
    assert "みなと火力発電株式会社" in names()


def test_a_worker_that_died_leaves_the_old_list_and_it_can_be_begun_anew(client):
    take_over(client)
    upload(client, "事業者名\n北の電力\n")
    running = BusinessImport.objects.first()
    client.post(f"/console/businesses/imports/{running.pk}/confirmation/")
    EligibleBusiness.objects.create(source=running, name="半端", folded_name="半端")
    assert "半端" not in names()
    with clock.at(clock.now() + timedelta(minutes=3)):
        page = client.get(f"/console/businesses/imports/{running.pk}/").content.decode()
        assert "取り込みが止まっているようです" in page
        client.post(f"/console/businesses/imports/{running.pk}/confirmation/")
        run_tasks()
    assert names() == {"北の電力"}
    assert Event.objects.filter(name="business_list.imported").count() == 2


def test_confirmed_twice_it_is_taken_over_once(client):
    upload(client)
    found = BusinessImport.objects.get()
    for _press in range(2):
        client.post(f"/console/businesses/imports/{found.pk}/confirmation/")
    run_tasks()
    assert Event.objects.filter(name="business_list.imported").count() == 1


def test_a_preview_that_another_import_overtook_is_refused(client):
    upload(client, "事業者名\n北の電力\n")
    stale = BusinessImport.objects.get()
    take_over(client)
    address = f"/console/businesses/imports/{stale.pk}/confirmation/"
    assert "名簿が更新されました" in client.post(address, follow=True).content.decode()


def test_an_application_is_marked_by_number_first_and_else_by_name(client):
    assert eligibility("みなと火力発電株式会社") == "no_list"
    take_over(client)
    assert eligibility("別の名前", "7000012050002") == "listed"
    assert eligibility("（株）あおば電力") == "listed"
    assert eligibility("知らない電力株式会社") == "not_listed"


def test_the_reviewer_reads_the_mark_on_the_application(client, reviewer):
    take_over(client)
    application = factories.application(organization_name="知らない電力株式会社").submit()
    for address in [f"/console/applications/{application.pk}/", "/console/applications/"]:
        assert "名簿になし" in browser_of(reviewer).get(address).content.decode()
