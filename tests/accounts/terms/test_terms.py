"""The versions of the terms: drafted, published with a day, withdrawn before it, read."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from dengen import clock
from dengen.accounts.models import Terms, TermsDraft
from dengen.events.models import Event
from dengen.events.steps import Overtaken, StepNotAllowed
from dengen.japan.business_days import TOKYO, today
from dengen.mail.models import Message
from tests import factories
from tests.conftest import browser_of

pytestmark = pytest.mark.django_db
NEW = "第1条（目的）\nこの規約は、新しくなりました。"


@pytest.fixture
def administrator(db):
    return factories.operator("administrator")


def drafted(by, text: str = NEW) -> TermsDraft:
    draft = TermsDraft.get()
    draft.write(text, by=by, revision=draft.revision)
    return draft


class TestDraft:
    def test_a_draft_of_the_terms_begins_with_the_text_in_force(self):
        draft = TermsDraft.get()
        assert not draft.is_begun
        assert draft.text_to_edit == factories.terms().text

    def test_two_administrators_do_not_overwrite_each_other(self, administrator):
        mine, theirs = TermsDraft.get(), TermsDraft.get()
        theirs.write("第1条　先に保存", by=factories.operator("administrator"), revision=0)
        with pytest.raises(Overtaken):
            mine.write(NEW, by=administrator, revision=0)
        assert TermsDraft.get().text == "第1条　先に保存"

    def test_one_that_was_thrown_away_and_begun_anew_is_another(self, administrator):
        seen = drafted(administrator).revision
        other = factories.operator("administrator")
        TermsDraft.get().discard(by=other, revision=seen)
        drafted(other, "第1条　別の下書き")
        with pytest.raises(Overtaken):
            TermsDraft.get().write(NEW, by=administrator, revision=seen)

    def test_saving_a_draft_of_the_terms_twice_is_once(self, administrator):
        for _ in range(2):
            TermsDraft.get().write(NEW, by=administrator, revision=0)
        assert Event.objects.filter(name="terms.drafted").count() == 1

    @pytest.mark.parametrize("text", ["", " \n ", "あ" * 50_001])
    def test_an_empty_or_endless_text_is_refused(self, administrator, text):
        with pytest.raises(ValidationError):
            TermsDraft.get().write(text, by=administrator, revision=0)

    @pytest.mark.parametrize("role", ["reviewer", "auditor"])
    def test_only_administrators_write_terms(self, role):
        with pytest.raises(PermissionDenied):
            TermsDraft.get().write(NEW, by=factories.operator(role), revision=0)


class TestPublication:
    def publish(self, by, days: int) -> Terms:
        draft = drafted(by)
        day = today() + timedelta(days=days)
        return draft.publish(effective_on=day, by=by, revision=draft.revision)

    def test_terms_are_in_force_from_midnight_in_tokyo_and_not_before(self, administrator):
        with clock.at(datetime(2030, 12, 1, 15, 0, tzinfo=TOKYO)):
            published = self.publish(administrator, 2)
        with clock.at(datetime(2030, 12, 2, 23, 59, 59, tzinfo=TOKYO)):
            assert Terms.objects.current().version == 1
            assert Terms.objects.announced() == published
        with clock.at(datetime(2030, 12, 3, 0, 0, tzinfo=TOKYO)):
            assert Terms.objects.current() == published
            assert Terms.objects.announced() is None

    def test_terms_of_today_apply_at_once(self, administrator):
        assert self.publish(administrator, 0) == Terms.objects.current()

    def test_a_day_that_has_passed_is_refused_beside_its_field(self, administrator):
        with pytest.raises(ValidationError) as refused:
            self.publish(administrator, -1)
        assert list(refused.value.error_dict) == ["effective_on"]

    def test_every_member_is_told_when_it_applies_and_where_to_read_it(self, administrator):
        members = [factories.member(email2="z@z.example.jp"), factories.member()]
        retired = factories.member()
        retired.retire(by=factories.operator(), reason=factories.REASON)
        published = self.publish(administrator, 5)
        mails = Message.objects.filter(kind="terms_published")
        assert {mail.reader for mail in mails} == set(members)
        assert mails.get(reader=members[0]).recipients == members[0].addresses
        assert f"{published.effective_on:%Y年}" in mails.first().body
        assert "/terms/2/" in mails.first().body

    def test_the_draft_is_used_up(self, administrator):
        self.publish(administrator, 0)
        assert not TermsDraft.get().is_begun

    def test_what_did_not_change_is_not_published(self, administrator):
        draft = drafted(administrator, factories.terms().text)
        with pytest.raises(StepNotAllowed):
            draft.publish(effective_on=today(), by=administrator, revision=draft.revision)

    def test_a_second_one_waits_until_the_first_is_in_force(self, administrator):
        self.publish(administrator, 5)
        draft = drafted(administrator, "第1条　さらに新しい")
        with pytest.raises(StepNotAllowed):
            draft.publish(effective_on=today(), by=administrator, revision=draft.revision)

    def test_what_was_edited_since_it_was_read_is_not_published(self, administrator):
        draft = drafted(administrator)
        seen = draft.revision
        TermsDraft.get().write("第1条　直した", by=administrator, revision=seen)
        with pytest.raises(Overtaken):
            draft.publish(effective_on=today(), by=administrator, revision=seen)

    @pytest.mark.parametrize("change", [{"text": "x"}, {"version": 9}, {"effective_at": None}])
    def test_the_database_refuses_to_change_what_was_published(self, change):
        values = {"effective_at": clock.now()} if "effective_at" in change else change
        with pytest.raises(DatabaseError), transaction.atomic():
            Terms.objects.filter(version=1).update(**values)


def restore(terms: Terms, *, by) -> None:
    """Withdraw it, having read how the draft stands."""
    draft = TermsDraft.get()
    draft.restore(terms, by=by, revision=draft.revision)


class TestWithdrawal:
    def test_before_its_day_it_is_taken_back_and_becomes_the_draft_again(self, administrator):
        member = factories.member()
        published = factories.new_terms(5, by=administrator)
        restore(published, by=administrator)
        assert Terms.objects.announced() is None
        assert TermsDraft.get().text == published.text
        assert Message.objects.get(kind="terms_cancelled").reader == member

    def test_a_draft_that_was_begun_since_stays(self, administrator):
        published = factories.new_terms(5, by=administrator)
        drafted(administrator, "第1条　次の次")
        restore(published, by=administrator)
        assert TermsDraft.get().text == "第1条　次の次"

    def test_the_number_of_withdrawn_terms_is_not_given_again(self, administrator):
        restore(factories.new_terms(5, by=administrator), by=administrator)
        assert factories.new_terms(by=administrator).version == 3

    def test_terms_in_force_cannot_be_taken_back(self, administrator):
        published = factories.new_terms(by=administrator)
        with pytest.raises(StepNotAllowed):
            published.withdraw(by=administrator)

    def test_the_database_refuses_to_withdraw_terms_in_force_too(self, administrator):
        published = factories.new_terms(by=administrator)
        with pytest.raises(DatabaseError), transaction.atomic():
            Terms.objects.filter(pk=published.pk).update(withdrawn_at=clock.now())


class TestReading:
    def test_everybody_reads_the_version_in_force_and_earlier_ones(self, client):
        factories.new_terms()
        page = client.get("/terms/").text
        assert "第2版" in page
        assert "/terms/1/" in page
        assert "以前の規約です" in client.get("/terms/1/").text

    def test_members_read_the_announced_one_before_its_day(self):
        published = factories.new_terms(5)
        session = browser_of(factories.member())
        assert "/terms/2/" in session.get("/terms/").text
        page = session.get("/terms/2/").text
        assert f"{published.effective_on.day}日" in page
        assert "変更箇所" in page

    def test_others_log_in_first_and_find_no_trace_of_it(self, client):
        factories.new_terms(5)
        assert "第2版" not in client.get("/terms/").text
        assert client.get("/terms/2/").url == "/login/?next=/terms/2/"

    def test_a_withdrawn_one_is_not_there(self):
        by = factories.operator("administrator")
        factories.new_terms(5, by=by).withdraw(by=by)
        assert browser_of(by).get("/terms/2/").status_code == 404
        assert Client().get("/terms/2/").status_code == 404


def test_withdrawn_twice_is_withdrawn_once(administrator):
    terms = factories.new_terms(7, by=administrator)
    for _press in range(2):
        terms.withdraw(by=administrator)
    assert Event.objects.filter(name="terms.cancelled").count() == 1


def test_a_draft_that_was_not_begun_is_not_discarded(administrator):
    TermsDraft.get().discard(by=administrator, revision=0)
    assert not Event.objects.filter(name="terms.discarded").exists()
