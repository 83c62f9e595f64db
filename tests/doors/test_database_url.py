"""What DATABASE_URL may say."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from dengen.settings.database_url import database_of


def test_postgresql_may_stand_on_several_hosts():
    found = database_of(
        "postgres://dengen:p%40ss@db1:5432,[fd00::2]:5433/board?target_session_attrs=read-write"
    )
    assert found["HOST"] == "db1,fd00::2"
    assert found["PORT"] == "5432,5433"
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("dengen", "p@ss", "board")


def test_a_socket_and_what_libpq_knows_besides():
    found = database_of("postgresql://dengen@%2Frun%2Fpostgresql/board?sslmode=require")
    assert found["HOST"] == "/run/postgresql"
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_dead_host_is_given_up_soon_unless_the_address_says_otherwise():
    options = database_of("postgres://db1/board?connect_timeout=20")["OPTIONS"]
    assert options["connect_timeout"] == "20"
    assert options["tcp_user_timeout"] == 6_000


def test_a_url_of_sqlite_names_a_file(tmp_path):
    found = database_of(f"sqlite:///{tmp_path}/board.sqlite3")
    assert found["NAME"] == f"{tmp_path}/board.sqlite3"


def test_sqlite_waits_for_the_disk_unless_told_otherwise(tmp_path):
    url = f"sqlite:///{tmp_path}/board.sqlite3"
    assert "synchronous=full" in database_of(url)["OPTIONS"]["init_command"]
    assert "synchronous=normal" in database_of(url, "normal")["OPTIONS"]["init_command"]
    with pytest.raises(ImproperlyConfigured, match="DENGEN_SQLITE_SYNCHRONOUS"):
        database_of(url, "off")


@pytest.mark.parametrize(
    "url", ["postgres://root:secret@db1/board?hue=red", "mysql://root:secret@db1/board", "board"]
)
def test_another_database_url_is_refused_without_telling_the_password(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refusal:
        database_of(url)
    assert "secret" not in str(refusal.value)
