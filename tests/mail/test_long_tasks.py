"""What takes minutes keeps no mail and no seal waiting, and is begun anew if it was not ended."""

import os
import threading

import pytest
from django_tasks_db.models import DBTaskResult

from dengen import clock
from dengen.accounts.applications.business_list import read_business_list
from dengen.accounts.applications.business_list.business_comparison import BUSINESSES_AT_ONCE
from dengen.accounts.applications.tasks import upload_business_list
from dengen.accounts.models import Account, BusinessImport, EligibleBusiness
from dengen.events.models import Unsealed
from dengen.mail import alive, task_queue
from dengen.mail.models import Message, WorkerHeartbeat
from dengen.mail.models.heartbeat import SILENCE
from dengen.mail.models.process_name import own_machine, own_name
from tests import factories
from tests.console.lists import of
from tests.mail.test_worker import post_mails, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
LONG_LIST = 20 * BUSINESSES_AT_ONCE  # seconds of pauses between the batches
NOBODY = 2**22 + 1  # no system gives a process this number


@pytest.fixture
def administrator(db) -> Account:
    return factories.operator("administrator")


def upload(by: Account, rows: int) -> BusinessImport:
    found = read_business_list(of(rows).encode())
    return upload_business_list(by=by, file_name="名簿.csv", found=found, replaces_all=True)


def now(version: BusinessImport) -> BusinessImport:
    return BusinessImport.objects.get(pk=version.pk)


def begun_by(worker: str, *others: str) -> None:
    """The waiting task was begun by these workers, one after the other, and not ended."""
    DBTaskResult.objects.update(
        status="RUNNING", started_at=clock.now(), worker_ids=[*others, worker]
    )


def look() -> None:
    """What a worker does about them, once."""
    if task_queue.has_long():
        task_queue.run_long()


def test_mails_and_seals_go_on_while_a_large_list_is_compared(postbox, start_worker, administrator):
    version = upload(administrator, LONG_LIST)
    start_worker()
    wait_until(lambda: now(version).done > 0)
    post_mails(1)
    wait_until(lambda: Message.objects.filter(state="sent").exists())
    wait_until(lambda: not Unsealed.objects.exists())
    assert 0 < now(version).done < LONG_LIST


def test_a_worker_that_is_killed_leaves_the_list_to_the_next_one(
    postbox, start_worker, administrator
):
    version = upload(administrator, 4 * BUSINESSES_AT_ONCE)
    first = start_worker()
    wait_until(lambda: now(version).done > 0)
    first.kill()
    first.wait()
    start_worker()
    wait_until(lambda: now(version).state == "prepared")
    assert EligibleBusiness.objects.filter(source=version).count() == 4 * BUSINESSES_AT_ONCE
    wait_until(lambda: not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists())


def test_a_worker_that_is_told_to_stop_breaks_off_and_the_next_one_begins_anew(
    postbox, start_worker, administrator
):
    version = upload(administrator, LONG_LIST)
    first = start_worker()
    wait_until(lambda: now(version).done > 0)
    first.terminate()
    assert first.wait(timeout=60) == 0
    assert 0 < now(version).done < LONG_LIST
    assert not WorkerHeartbeat.objects.exists()
    look()
    assert now(version).state == "prepared"
    assert now(version).businesses.count() == LONG_LIST


@pytest.mark.parametrize("worker", [f"elsewhere:{NOBODY}", f"{own_machine()}:{NOBODY}", "own"])
def test_a_task_is_begun_anew_whose_worker_is_gone(administrator, worker):
    """On another machine it has been silent; here there is no such process, or it is this one."""
    version = upload(administrator, 2)
    seen_at = clock.now() - (SILENCE if "elsewhere" in worker else SILENCE / 2)
    WorkerHeartbeat.objects.create(worker=worker, seen_at=seen_at)
    begun_by(own_name() if worker == "own" else worker)
    look()
    assert now(version).state == "prepared"


@pytest.mark.parametrize("worker", ["elsewhere:1", f"{own_machine()}:{os.getppid()}"])
def test_a_task_that_another_worker_has_in_hand_is_left_to_it(administrator, worker):
    version = upload(administrator, 2)
    WorkerHeartbeat.objects.create(worker=worker)
    begun_by(worker)
    look()
    assert now(version).state == "preparing"


def test_a_task_under_which_one_worker_after_another_breaks_down_is_given_up(administrator):
    upload(administrator, 2)
    begun_by(*(f"elsewhere:{number}" for number in range(task_queue.MOST_TRIES)))
    look()
    assert DBTaskResult.objects.get().status == "FAILED"


def test_a_worker_that_was_taken_to_be_gone_writes_no_more_once_another_has_begun(
    postbox, start_worker, administrator
):
    version = upload(administrator, LONG_LIST)
    start_worker()
    wait_until(lambda: now(version).done > 0)
    broken_off = threading.Event()
    broken_off.set()
    with alive.interruptible(broken_off), pytest.raises(alive.Interrupted):
        now(version).compare(version.attempt)  # until its first pause
    wait_until(lambda: DBTaskResult.objects.filter(status="SUCCESSFUL").exists())
    assert now(version).state == "preparing"
    assert now(version).done < LONG_LIST
