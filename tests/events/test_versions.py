"""The versions of topics: a step that changes what pages show makes a new one."""

import pytest
from django.db import connection, transaction

from dengen.events import versions
from dengen.events.topics import ACCOUNT, ALL_TOPICS, BOARD, DESK, NOTICES
from dengen.events.trail import record
from dengen.events.versions import MOST_OWN, Versions
from tests import factories
from tests.conftest import browser_of
from tests.races import at_once


def now(account: int = 0) -> Versions:
    """What a session of that account would read."""
    with connection.cursor() as cursor:
        session = f"(SELECT {account} AS account_id) AS session"
        cursor.execute(f"SELECT {versions.COLUMNS} FROM {session} {versions.TABLES}")
        return Versions(*cursor.fetchone())


@pytest.mark.parametrize("topic", [BOARD, DESK, NOTICES])
def test_a_step_of_one_topic_leaves_the_others(db, topic):
    before = now()
    versions.step(topic)
    assert now().of(topic) > before.of(topic)
    assert now().of(~(topic | ALL_TOPICS)) == before.of(~(topic | ALL_TOPICS))


def test_a_step_of_everything_is_one_of_each_topic(db):
    before = now(7)
    versions.step(ALL_TOPICS)
    assert all(new > old for new, old in zip(now(7), before, strict=True))


def test_a_step_of_ones_own_is_nobody_elses(db):
    before, others = now(7), now(8)
    versions.step(ACCOUNT, [7])
    assert now(7).own == before.own + 1
    assert now(8) == others


@pytest.mark.parametrize("count", [MOST_OWN, MOST_OWN + 1])
def test_many_accounts_at_once_are_all_stepped(db, count):
    concerned = range(1, count + 1)
    before = [now(account).own for account in concerned]
    versions.step(ACCOUNT, concerned)
    assert [now(account).own for account in concerned] == [own + 1 for own in before]


def test_an_event_that_has_no_topics_steps_everything(seller):
    before = now(seller.pk)
    with transaction.atomic():
        record("account.surprised", seller, by=None)
    assert all(new > old for new, old in zip(now(seller.pk), before, strict=True))


def test_a_login_changes_nobodys_pages(seller):
    before = now(seller.pk)
    browser_of(seller)
    seller.log_out()
    assert now(seller.pk) == before


@pytest.mark.django_db(transaction=True)
def test_a_step_that_is_taken_back_makes_none():
    member = factories.member()
    before = now(member.pk)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        versions.step(ALL_TOPICS)
        raise ZeroDivisionError
    assert now(member.pk) == before
    versions.step(BOARD)
    assert now(member.pk).own == before.own


@pytest.mark.django_db(transaction=True)
def test_versions_are_written_last_in_a_transaction():
    before = now()
    with transaction.atomic():
        versions.step(BOARD)
        assert now() == before
    assert now().board == before.board + 1


@pytest.mark.django_db(transaction=True)
def test_several_steps_of_one_transaction_are_one():
    before = now(7)
    with transaction.atomic():
        versions.step(BOARD)
        versions.step(BOARD | ACCOUNT, [7])
        versions.step(ACCOUNT, [7])
    assert now(7) == Versions(before.board + 1, before.desk, before.notices, before.own + 1)


@pytest.mark.django_db(transaction=True)
def test_steps_at_the_same_moment_are_all_counted():
    before = now(7)

    def change(_number: int) -> None:
        with transaction.atomic():
            versions.step(BOARD | ACCOUNT, [7])

    assert at_once(8, change) == [None] * 8
    assert now(7).board == before.board + 8
    assert now(7).own == before.own + 8
