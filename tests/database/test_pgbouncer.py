"""The board behind pgbouncer in transaction mode, where no two transactions share a connection."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from dengen.events.models import Event
from dengen.listings.models import Listing
from tests import factories
from tests.database.served import Visitor, served
from tests.doors.conftest import free_port, wait_for
from tests.faults.conftest import typed
from tests.mail.conftest import database_url
from tests.programs import find_program

pytestmark = [
    pytest.mark.needs_programs,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="it stands before PostgreSQL"),
]
END_OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), %s)
"""
CONFIGURATION = """
[databases]
board = {server} connect_query='SET statement_timeout = 30000; SET lock_timeout = 2000'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
max_client_conn = 200
"""


@pytest.fixture
def bouncer(tmp_path) -> Iterator[str]:
    """The address of the test's database behind it."""
    at, port = connection.settings_dict, free_port()
    server = f"host={at['HOST']} port={at['PORT'] or 5432} dbname={at['NAME']} user={at['USER']}"
    file = tmp_path / "pgbouncer.ini"
    file.write_text(CONFIGURATION.format(server=server, port=port))
    command = [find_program("pgbouncer"), "--quiet", *as_owner_of(at["HOST"], tmp_path), str(file)]
    process = subprocess.Popen(command)
    wait_for(port)
    yield f"postgres://{at['USER']}@127.0.0.1:{port}/board"
    process.terminate()
    process.wait(20)


def as_owner_of(place: str, folder: Path) -> list[str]:
    """It refuses to run as root; who owns the server's socket may use it."""
    if os.geteuid() != 0:
        return []
    for one in (folder, *folder.parents[:2]):
        one.chmod(0o755)
    return [f"--user={Path(place).owner() if Path(place).is_dir() else 'nobody'}"]


def test_a_member_logs_in_reads_and_posts(bouncer):
    members = [factories.member() for _one in range(4)]
    with served(bouncer) as port:
        for member in members:
            visitor = Visitor(port).log_in(member.login_id)
            assert visitor.get("/listings/")[0] == 200
            visitor.get("/listings/new/")
            assert visitor.post("/listings/new/", **typed())[0] == 302
    assert Listing.objects.count() == 4
    assert Event.objects.filter(name="account.logged_in").count() == 4


def test_a_reader_gets_the_page_when_all_connections_behind_it_were_ended(bouncer):
    with served(bouncer) as port:
        reader = Visitor(port).log_in(factories.member().login_id)
        with psycopg.connect(database_url(), autocommit=True) as other:
            other.execute(END_OTHERS, [connection.connection.info.backend_pid])
        assert reader.get("/listings/")[0] == 200


def test_each_connection_has_the_limits_of_one_that_reads(bouncer):
    with psycopg.connect(bouncer, autocommit=True) as behind:
        assert behind.execute("SHOW lock_timeout").fetchone()[0] == "2s"


def test_a_start_up_option_is_what_it_refuses(bouncer):
    with pytest.raises(psycopg.OperationalError, match="options"):
        psycopg.connect(bouncer, options="-c lock_timeout=20s")
    assert "options" not in settings.DATABASES["default"]["OPTIONS"]
