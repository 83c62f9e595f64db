"""運営 → 利用規約: the draft, its preview, publishing with a day, withdrawing."""

from datetime import timedelta

import pytest

from dengen.accounts.models import Terms, TermsDraft
from dengen.japan.business_days import today
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
NEW = "第1条（目的）\nこの規約は、新しくなりました。"


@pytest.fixture
def administrator(db):
    return factories.operator("administrator")


@pytest.fixture
def office(administrator):
    return browser_of(administrator)


def save(office, text: str = NEW, revision: int = 0):
    return office.post("/console/terms/draft/", {"text": text, "revision": revision})


def test_the_terms_are_found_through_the_menu(office):
    assert 'href="/console/terms/"' in office.get("/console/operation/").text


def test_the_form_begins_with_the_text_in_force(office):
    assert "第2条（利用資格）" in office.get("/console/terms/draft/").text


def test_a_saved_draft_is_previewed_with_what_changes(office):
    assert save(office, factories.terms().text.replace("利用資格", "資格")).status_code == 302
    page = office.get("/console/terms/draft/preview/").text
    assert "</del>" in page
    assert "違いはありません" not in page


def test_an_empty_text_is_said_beside_its_field(office):
    response = save(office, " ")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["text"]


def test_who_comes_second_sees_both_texts_and_may_then_save(office):
    other = factories.operator("administrator", name="別の管理者")
    TermsDraft.get().write("第1条　先の下書き", by=other, revision=0)
    response = save(office)
    assert response.status_code == 409
    assert "別の管理者さんが更新しました" in response.text
    assert "先の下書き" in response.text
    assert response.context["form"]["text"].value() == NEW
    revision = response.context["form"]["revision"].value()
    assert save(office, NEW, revision).status_code == 302


def test_publishing_tells_the_day_and_shows_it_to_members(office):
    save(office)
    day = today() + timedelta(days=10)
    response = office.post(
        "/console/terms/draft/publication/",
        {"effective_on": f"{day}", "revision": 1, "confirmed": "1"},
        follow=True,
    )
    assert "第2版を公表しました" in response.text
    assert "適用前" in response.text
    assert Terms.objects.announced().effective_on == day


def test_a_day_that_has_passed_is_said_beside_its_field(office):
    save(office)
    yesterday = today() - timedelta(days=1)
    response = office.post(
        "/console/terms/draft/publication/",
        {"effective_on": f"{yesterday}", "revision": 1, "confirmed": "1"},
    )
    assert list(response.context["form"].errors) == ["effective_on"]


def test_a_draft_that_somebody_edited_meanwhile_is_not_published(office):
    save(office)
    TermsDraft.get().write("第1条　直した", by=factories.operator("administrator"), revision=1)
    response = office.post(
        "/console/terms/draft/publication/",
        {"effective_on": f"{today()}", "revision": 1, "confirmed": "1"},
    )
    assert response.status_code == 409
    assert "下書きが変わった" in response.text
    assert "直した" in response.text
    assert Terms.objects.count() == 1


def test_a_draft_is_thrown_away(office):
    save(office)
    office.post("/console/terms/draft/deletion/", {"revision": 1, "confirmed": "1"})
    assert not TermsDraft.get().is_begun


def test_an_announced_version_is_withdrawn(office, administrator):
    factories.new_terms(5, by=administrator)
    confirmed = {"confirmed": "1", "revision": TermsDraft.get().revision}
    response = office.post("/console/terms/2/withdrawal/", confirmed, follow=True)
    assert "第2版を取り下げました" in response.text
    assert Terms.objects.announced() is None


def test_a_version_in_force_is_not_withdrawn(office, administrator):
    factories.new_terms(by=administrator)
    response = office.post("/console/terms/2/withdrawal/", {"confirmed": "1"}, follow=True)
    assert "取り下げられません" in response.text


@pytest.mark.parametrize("role", ["reviewer", "auditor"])
def test_other_staff_read_and_are_offered_nothing_to_write(office, role):
    save(office)
    reviewer_client = browser_of(factories.operator(role))
    for address in ("/console/terms/", "/console/terms/draft/preview/"):
        page = reviewer_client.get(address)
        assert page.status_code == 200
        assert "/console/terms/draft/publication/" not in page.text
        assert 'href="/console/terms/draft/"' not in page.text


def test_publishing_first_shows_the_mail_and_to_how_many_it_goes(office):
    factories.member()
    factories.member()
    save(office)
    day = today() + timedelta(days=10)
    page = office.post(
        "/console/terms/draft/publication/", {"effective_on": f"{day}", "revision": 1}
    )
    assert "この内容で公表しますか" in page.text
    assert "会員2名" in page.text
    assert "新しい規約：第2版" in page.text
    assert NEW.splitlines()[0] in page.text
    assert Terms.objects.count() == 1


def test_a_new_draft_begins_with_the_version_that_waits_for_its_day(office, administrator):
    announced = factories.new_terms(5, by=administrator)
    form = office.get("/console/terms/draft/").context["form"]
    assert form["text"].value() == announced.text
